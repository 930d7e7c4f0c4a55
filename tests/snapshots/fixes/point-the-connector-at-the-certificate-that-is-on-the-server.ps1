# Point the connector at the certificate that is on the server
# shell: exchange-management-shell
# run_on: EX01
# risk: changes-configuration

#region backup
& {
    $identity = 'EX01\Default Frontend EX01'
    # Saves the connector as it is now.
    $ErrorActionPreference = 'Stop'   # a line that fails ends this block
    $found = @()
    try {
        $found = @(Get-ReceiveConnector -Identity $identity -ErrorAction Stop |
            Where-Object { $identity -in "$($_.Identity)", $_.Name })
        if ($found.Count -ne 1) { throw "$($found.Count) connectors answer to the name '$identity'." }
        $time = [DateTime]::UtcNow.ToString('yyyyMMdd-HHmmss', [Globalization.CultureInfo]::InvariantCulture)
        $file = Join-Path $env:USERPROFILE "htd-before-certificate-name-$($found[0].Guid)-$time.xml"
        $found[0] | Export-Clixml -LiteralPath $file -NoClobber
        "Saved: $file"
    } catch { Write-Warning "$_ Nothing was saved. Do not go on." }
}
#endregion

#region apply
& {
    $identity = 'EX01\Default Frontend EX01'
    $server = 'EX01'
    $role = 'Mailbox'
    $thumbprint = '4EE54A793DD700534FFF26C93C905733FEC75FC4'
    # Gives the connector issuer and subject of the certificate, as the certificate itself has them.
    $ErrorActionPreference = 'Stop'   # a line that fails ends this block
    $found = $all = $before = @()
    $certificate = $name = $null
    $there = @{ Server = $server }
    if ($role -eq 'Edge') { $there = @{} }   # the shell of an Edge server knows that server only
    $thumbprint = $thumbprint -replace '[^0-9A-Fa-f]'
    try {
        if (-not $server) { throw 'Fill in the name of the server first.' }
        if ($thumbprint.Length -ne 40) { throw 'Fill in the thumbprint first: 40 hexadecimal digits.' }
        $found = @(Get-ReceiveConnector -Identity $identity -ErrorAction Stop |
            Where-Object { $identity -in "$($_.Identity)", $_.Name })
        if ($found.Count -ne 1) { throw "$($found.Count) connectors answer to the name '$identity'." }
        $all = @(Get-ExchangeCertificate @there -ErrorAction Stop)
        if ($all | Where-Object { -not $_.PSObject.Properties['Services'] }) {
            throw "The certificates of $server come without their properties. Run this in the Exchange Management Shell " +
                'of a server. If it is one, see whether the Auth certificate (Get-AuthConfig) has expired.'
        }
        $certificate = $all | Where-Object { $_.Thumbprint -eq $thumbprint } | Select-Object -First 1
        if (-not $certificate) { throw "$server has no certificate with the thumbprint $thumbprint." }
        $faults = @(
            if (-not $certificate.HasPrivateKey) { 'It lacks its private key.' }
            if ("$($certificate.Services)" -notmatch 'SMTP') { 'It is not enabled for SMTP.' }
            if ($certificate.NotAfter -le (Get-Date)) { 'It has expired.' }
            if ($certificate.NotBefore -gt (Get-Date)) { 'It is not valid yet.' }
            if ("$($certificate.Issuer)" -eq "$($certificate.Subject)") { 'It is self-signed.' }
            if ("$($certificate.Status)" -eq 'Revoked') { 'It is revoked.' }
        )
        if ($faults) { throw "The certificate $thumbprint of ${server}: $($faults -join ' ')" }
        $name = "<I>$($certificate.Issuer)<S>$($certificate.Subject)"
        if ("$($found[0].TlsCertificateName)" -ceq $name) { throw 'The connector names this certificate already.' }
        # The newest backup has to hold this connector as it is now.
        $before = @(Get-ChildItem -LiteralPath $env:USERPROFILE -Filter "htd-before-certificate-name-$($found[0].Guid)-*.xml" |
            Sort-Object Name | Select-Object -Last 1 | ForEach-Object { Import-Clixml -LiteralPath $_.FullName })
        if (-not $before) { throw 'There is no backup of this connector. Make it first.' }
        if ("$($before[0].Identity)" -ne "$($found[0].Identity)" -or
            "$($before[0].TlsCertificateName)" -cne "$($found[0].TlsCertificateName)") {
            throw 'The newest backup does not hold the connector as it is now. Make the backup again.'
        }
    } catch { Write-Warning "$_ Nothing was changed."; return }
    Set-ReceiveConnector -Identity "$($found[0].Identity)" -TlsCertificateName $name
}
#endregion

#region verify
& {
    $identity = 'EX01\Default Frontend EX01'
    $server = 'EX01'
    # Shows what the connector names, and which certificate port 25 of its server presents. Changes nothing.
    $found = @(); $client = $reader = $writer = $tls = $shown = $null
    $found = @(Get-ReceiveConnector -Identity $identity)
    $found | Format-List Identity,TlsCertificateName,TlsDomainCapabilities
    try {
        if (-not $server) { throw 'Fill in the name of the server first.' }
        $client = New-Object Net.Sockets.TcpClient $server, 25
        $stream = $client.GetStream()
        $stream.ReadTimeout = 15000
        $reader = New-Object IO.StreamReader $stream
        $writer = New-Object IO.StreamWriter $stream
        $writer.AutoFlush = $true
        foreach ($command in '', 'EHLO test', 'STARTTLS') {
            if ($command) { $writer.Write("$command`r`n") }
            do { $answer = "$($reader.ReadLine())"; $answer } while ($answer -match '^\d{3}-')
        }
        if ($answer -notmatch '^220') { throw 'STARTTLS is refused, so no certificate is presented.' }
        $tls = New-Object Net.Security.SslStream $stream, $false, { $true }
        $tls.AuthenticateAsClient($server, $null, [Security.Authentication.SslProtocols]::Tls12, $false)
        $shown = New-Object Security.Cryptography.X509Certificates.X509Certificate2 $tls.RemoteCertificate
        $shown | Format-List Thumbprint,NotBefore,NotAfter,Issuer,Subject
        if ($found.Count -ne 1 -or "$($found[0].TlsCertificateName)" -cne "<I>$($shown.Issuer)<S>$($shown.Subject)") {
            throw 'It presents ANOTHER certificate than the connector names. Another connector may have answered, ' +
                'or the change has not arrived yet: ask again after some minutes.'
        }
        "Port 25 of $server presents the certificate that the connector names."
    } catch { Write-Warning "Port 25 of ${server}: $_" } finally { if ($client) { $client.Close() } }
}
#endregion

#region undo
& {
    $identity = 'EX01\Default Frontend EX01'
    # Writes back the name that the newest backup of this connector holds.
    $ErrorActionPreference = 'Stop'   # a line that fails ends this block
    $found = $before = @()
    $backup = $former = $null
    try {
        $found = @(Get-ReceiveConnector -Identity $identity -ErrorAction Stop |
            Where-Object { $identity -in "$($_.Identity)", $_.Name })
        if ($found.Count -ne 1) { throw "$($found.Count) connectors answer to the name '$identity'." }
        $backup = Get-ChildItem -LiteralPath $env:USERPROFILE -Filter "htd-before-certificate-name-$($found[0].Guid)-*.xml" |
            Sort-Object Name | Select-Object -Last 1
        if (-not $backup) { throw 'There is no backup of this connector.' }
        $before = @(Import-Clixml -LiteralPath $backup.FullName)
        if (-not $before -or "$($before[0].Identity)" -ne "$($found[0].Identity)") {
            throw "$($backup.Name) does not hold this connector."
        }
        $former = "$($before[0].TlsCertificateName)"
        if ("$($found[0].TlsCertificateName)" -ceq $former) { throw "The connector is as in $($backup.Name) already." }
    } catch { Write-Warning "$_ Nothing was changed."; return }
    "From $($backup.Name): '$former' instead of '$($found[0].TlsCertificateName)'"
    if (-not $former) { $former = $null }
    Set-ReceiveConnector -Identity "$($found[0].Identity)" -TlsCertificateName $former
}
#endregion

# Point the connector at the certificate that is on the server
# shell: exchange-management-shell
# run_on: EX01
# risk: changes-configuration

#region backup
& {
    $identity = 'Outbound to Office 365 - 5f0c6f5e-3f1b-4f0a-9c57-2f6f3a7be001'
    # Saves the connector as it is now.
    $ErrorActionPreference = 'Stop'   # a line that fails ends this block
    $found = @()
    try {
        $found = @(Get-SendConnector -Identity $identity -ErrorAction Stop |
            Where-Object { $identity -in "$($_.Identity)", $_.Name })
        if ($found.Count -ne 1) { throw "$($found.Count) connectors answer to the name '$identity'." }
        $time = [DateTime]::UtcNow.ToString('yyyyMMdd-HHmmss', [Globalization.CultureInfo]::InvariantCulture)
        $file = Join-Path $env:USERPROFILE "htd-before-certificate-name-$($found[0].Guid)-$time.xml"
        $found[0] | Export-Clixml -LiteralPath $file -NoClobber
        "Saved: $file"
    } catch { Write-Warning "$_ Nothing was saved. Do not go on." }
}
#endregion

#region apply
& {
    $identity = 'Outbound to Office 365 - 5f0c6f5e-3f1b-4f0a-9c57-2f6f3a7be001'
    $thumbprint = '4EE54A793DD700534FFF26C93C905733FEC75FC4'
    $nameOnEdge = ''   # only where an Edge server sends: <I>issuer<S>subject, as printed there
    $namesMayGo = ''   # 'yes', once Exchange Online needs no name that the new certificate lacks
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
}
#endregion

#region verify
& {
    $identity = 'Outbound to Office 365 - 5f0c6f5e-3f1b-4f0a-9c57-2f6f3a7be001'
    # Shows what the connector names, and what waits on each of its servers. Changes nothing.
    $found = $queues = @()
    $found = @(Get-SendConnector -Identity $identity | Where-Object { $identity -in "$($_.Identity)", $_.Name })
    $found | Format-List Name,TlsCertificateName,RequireTLS,SourceTransportServers
    foreach ($server in @($found | ForEach-Object { $_.SourceTransportServers } | ForEach-Object { "$_" })) {
        $filter = "NextHopConnector -eq '$($found[0].Guid)'"
        try { $queues = @(Get-Queue -Server $server -Filter $filter -ErrorAction Stop) }
        catch { Write-Warning "The queues of $server could not be read. $_"; continue }
        if (-not $queues) { "${server}: nothing waits for this connector."; continue }
        $queues | Format-List Identity,Status,MessageCount,NextHopDomain,LastError
        "To send at once what waits on ${server}: Retry-Queue -Server $server -Filter `"$filter`""
    }
    # Exchange Online has to know a name of the certificate. In Exchange Online PowerShell:
    # Get-InboundConnector | Format-List Name,TlsSenderCertificateName
    # Where an Edge server sends: Start-EdgeSynchronization first, then Get-Queue on that server.
}
#endregion

#region undo
& {
    $identity = 'Outbound to Office 365 - 5f0c6f5e-3f1b-4f0a-9c57-2f6f3a7be001'
    # Writes back the name that the newest backup of this connector holds.
    $ErrorActionPreference = 'Stop'   # a line that fails ends this block
    $found = $before = @()
    $backup = $former = $null
    try {
        $found = @(Get-SendConnector -Identity $identity -ErrorAction Stop |
            Where-Object { $identity -in "$($_.Identity)", $_.Name })
        if ($found.Count -ne 1) { throw "$($found.Count) connectors answer to the name '$identity'." }
        $backup = Get-ChildItem -LiteralPath $env:USERPROFILE -Filter "htd-before-certificate-name-$($found[0].Guid)-*.xml" |
            Sort-Object Name | Select-Object -Last 1
        if (-not $backup) { throw 'There is no backup of this connector.' }
        $before = @(Import-Clixml -LiteralPath $backup.FullName)
        if (-not $before -or "$($before[0].Identity)" -ne "$($found[0].Identity)") {
            throw "$($backup.Name) does not hold this connector."
        }
        $former = "$($before[0].TlsCertificateName)"
        if ("$($found[0].TlsCertificateName)" -ceq $former) { throw "The connector is as in $($backup.Name) already." }
    } catch { Write-Warning "$_ Nothing was changed."; return }
    "From $($backup.Name): '$former' instead of '$($found[0].TlsCertificateName)'"
    if (-not $former) { $former = $null }
    Set-SendConnector -Identity "$($found[0].Identity)" -TlsCertificateName $former
}
#endregion

