if (-not $server) { Write-Warning 'Fill in the name of the server first.'; return }
Get-ExchangeCertificate -Server $server -DomainName $domain |
    Format-List Thumbprint,Services,HasPrivateKey,NotBefore,NotAfter,Identity
