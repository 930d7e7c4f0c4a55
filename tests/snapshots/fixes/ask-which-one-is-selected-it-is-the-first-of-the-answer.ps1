# Ask which one is selected: it is the first of the answer
# shell: exchange-management-shell
# risk: reads-only

#region apply
& {
    $server = ''   # the name of the server that has the certificate, such as EX01
    $domain = 'mail.contoso.example'
    if (-not $server) { Write-Warning 'Fill in the name of the server first.'; return }
    Get-ExchangeCertificate -Server $server -DomainName $domain |
        Format-List Thumbprint,Services,HasPrivateKey,NotBefore,NotAfter,Identity
}
#endregion

