# Compares the default certificate with the saved one, and shows which certificates serve SMTP. Changes nothing.
$found = $before = @()
$which = @{ Identity = $server }
$there = @{ Server = $server }
if ($role -eq 'Edge') { $which = $there = @{} }   # the shell of an Edge server knows that server only
if (-not $server) { Write-Warning 'Fill in the name of the server first.'; return }
$found = @(Get-TransportService @which | Where-Object { $_.Name -eq ($server -split '\.')[0] })
if ($found.Count -ne 1) { Write-Warning "$($found.Count) servers answer to the name '$server'."; return }
$now = $found[0].InternalTransportCertificateThumbprint
$before = @(Get-ChildItem -LiteralPath $env:USERPROFILE -Filter "htd-before-default-certificate-$($found[0].Guid)-*.xml" |
    Sort-Object Name | Select-Object -Last 1 | ForEach-Object { Import-Clixml -LiteralPath $_.FullName })
if (-not $before) { Write-Warning "There is no backup to compare with. The default certificate is $now." }
elseif ($before[0].InternalTransportCertificateThumbprint -eq $now) { "The default certificate is the saved one: $now" }
else { Write-Warning "The default certificate WAS REPLACED. It is $now. Go to the last step now." }
Get-ExchangeCertificate @there | Format-List Thumbprint,Services,Status,HasPrivateKey,NotAfter,Issuer,Subject,Identity
