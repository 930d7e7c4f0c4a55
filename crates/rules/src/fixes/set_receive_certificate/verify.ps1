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
