# Shows the certificate where it was brought to: HasPrivateKey has to be True. Changes nothing.
$found = @()
$found = @(Get-ExchangeCertificate -Server $to | Where-Object { $_.Thumbprint -eq $thumbprint })
if (-not $found) { Write-Warning "$to has no certificate with the thumbprint $thumbprint." }
$found | Format-List Thumbprint,Services,Status,HasPrivateKey,NotAfter,Issuer,Subject,Identity
