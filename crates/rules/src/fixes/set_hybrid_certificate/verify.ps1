# Shows what the hybrid configuration names now and which certificates of the server have that name. Changes nothing.
$found = @()
$found = @(Get-HybridConfiguration)
$found | Format-List TlsCertificateName
if (-not $server) { Write-Warning 'Fill in the name of the server to see its certificates.'; return }
Get-ExchangeCertificate -Server $server |
    Where-Object { "<I>$($_.Issuer)<S>$($_.Subject)" -ceq "$($found | ForEach-Object { $_.TlsCertificateName })" } |
    Format-List Thumbprint,Services,Status,NotAfter,Issuer,Subject,Identity
# If none is listed, the configuration names a certificate that the server does not have.
