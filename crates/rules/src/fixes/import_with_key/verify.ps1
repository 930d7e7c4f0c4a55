# Shows what is new in the store since the backup: HasPrivateKey has to be True. Changes nothing.
$before = @()
$before = @(Get-ChildItem -LiteralPath $env:USERPROFILE -Filter "htd-before-import-$env:COMPUTERNAME-*.csv" |
    Sort-Object Name | Select-Object -Last 1 | ForEach-Object { Import-Csv -LiteralPath $_.FullName -Encoding UTF8 } |
    ForEach-Object { "$($_.Thumbprint) $($_.HasPrivateKey)" })
Get-ChildItem -Path Cert:\LocalMachine\My | Where-Object { $before -notcontains "$($_.Thumbprint) $($_.HasPrivateKey)" } |
    Format-List Thumbprint,HasPrivateKey,NotAfter,Issuer,Subject
# Nothing below this block means that nothing is new. Then, in the Exchange Management Shell, Get-ExchangeCertificate
# lists the certificate with HasPrivateKey : True.
