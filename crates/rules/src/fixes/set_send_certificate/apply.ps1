# Gives the connector issuer and subject of the certificate, once every server that sends over it has one that fits.
$ErrorActionPreference = 'Stop'   # a line that fails ends this block
$found = $sources = $edge = $all = $before = @()
$new = $one = $null
$name = $nameOnEdge
$thumbprint = $thumbprint -replace '[^0-9A-Fa-f]'
try {
    if ($thumbprint.Length -ne 40) { throw 'Fill in the thumbprint first: 40 hexadecimal digits.' }
    $found = @(Get-SendConnector -Identity $identity -ErrorAction Stop |
        Where-Object { $identity -in "$($_.Identity)", $_.Name })
    if ($found.Count -ne 1) { throw "$($found.Count) connectors answer to the name '$identity'." }
    $sources = @($found[0].SourceTransportServers | ForEach-Object { "$_" } | Where-Object { $_ })
    if (-not $sources) { throw 'The connector has no source server.' }
    foreach ($server in $sources) {
        if ("$((Get-ExchangeServer -Identity $server -ErrorAction Stop).ServerRole)" -match 'Edge') { $edge += $server; continue }
        $all += @(Get-ExchangeCertificate -Server $server -ErrorAction Stop | Select-Object *,@{ Name = 'On'; Expression = { $server } })
    }
    if ($all | Where-Object { -not $_.PSObject.Properties['Services'] }) {
        throw 'The certificates come without their properties. Run this in the Exchange Management Shell ' +
            'of a server. If it is one, see whether the Auth certificate (Get-AuthConfig) has expired.'
    }
    # Each server needs the certificate, or one of its own with the same issuer and subject.
    $new = $all | Where-Object { $_.Thumbprint -eq $thumbprint } | Select-Object -First 1
    if ($new) { $name = "<I>$($new.Issuer)<S>$($new.Subject)" }
    foreach ($server in $sources | Where-Object { $_ -notin $edge }) {
        $one = $all | Where-Object { $new -and $_.On -eq $server -and "<I>$($_.Issuer)<S>$($_.Subject)" -ceq $name } |
            Sort-Object { $_.Thumbprint -ne $thumbprint } | Select-Object -First 1
        if (-not $one) { throw "$server has no certificate with the thumbprint $thumbprint or with its issuer and subject." }
        $faults = @(
            if (-not $one.HasPrivateKey) { 'It lacks its private key.' }
            if ("$($one.Services)" -notmatch 'SMTP') { 'It is not enabled for SMTP.' }
            if ($one.NotAfter -le (Get-Date)) { 'It has expired.' }
            if ($one.NotBefore -gt (Get-Date)) { 'It is not valid yet.' }
            if ("$($one.Issuer)" -eq "$($one.Subject)") { 'It is self-signed.' }
            if ("$($one.Status)" -eq 'Revoked') { 'It is revoked.' }
        )
        if ($faults) { throw "The certificate $($one.Thumbprint) of ${server}: $($faults -join ' ')" }
    }
    if ($edge -and (-not $name -or $name -cne $nameOnEdge)) {
        throw "The certificates of $($edge -join ', ') cannot be read from here. If Get-ExchangeCertificate there shows one " +
            "in date, with SMTP and its private key, fill in `$nameOnEdge with <I>its issuer<S>its subject. $name"
    }
    if ($edge -and $name.Length -gt 256) { throw 'EdgeSync fails where issuer and subject have more than 256 characters (KB 4052493).' }
    if ("$($found[0].TlsCertificateName)" -ceq $name) { throw 'The connector names this certificate already.' }
    # Exchange Online knows the organisation by a name in the certificate.
    $lost = @($all | Where-Object { "<I>$($_.Issuer)<S>$($_.Subject)" -eq "$($found[0].TlsCertificateName)" } |
        ForEach-Object { $_.CertificateDomains } | ForEach-Object { "$_" } |
        Where-Object { $_ -notin @($new.CertificateDomains | ForEach-Object { "$_" }) } | Sort-Object -Unique)
    if ($lost -and $namesMayGo -ne 'yes') {
        throw "The new certificate lacks $($lost -join ', '). If the inbound connector of Exchange Online expects that " +
            "(Get-InboundConnector: TlsSenderCertificateName), change it there first. Then fill in `$namesMayGo."
    }
    # The newest backup has to hold this connector as it is now.
    $before = @(Get-ChildItem -LiteralPath $env:USERPROFILE -Filter "htd-before-certificate-name-$($found[0].Guid)-*.xml" |
        Sort-Object Name | Select-Object -Last 1 | ForEach-Object { Import-Clixml -LiteralPath $_.FullName })
    if (-not $before) { throw 'There is no backup of this connector. Make it first.' }
    if ("$($before[0].Identity)" -ne "$($found[0].Identity)" -or
        "$($before[0].TlsCertificateName)" -cne "$($found[0].TlsCertificateName)") {
        throw 'The newest backup does not hold the connector as it is now. Make the backup again.'
    }
} catch { Write-Warning "$_ Nothing was changed."; return }
if (-not $found[0].RequireTLS) { Write-Warning 'RequireTLS of this connector is False: mail can leave without TLS.' }
Set-SendConnector -Identity "$($found[0].Identity)" -TlsCertificateName $name
