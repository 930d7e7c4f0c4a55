# Paste this alone. At "Overwrite the existing default SMTP certificate?" answer N. Enter alone means Yes,
# and Yes replaces the certificate that Edge Subscriptions and mail between servers use.
$ErrorActionPreference = 'Stop'   # a line that fails ends this block
$found = $all = $before = @()
$certificate = $null
$which = @{ Identity = $server }
$there = @{ Server = $server }
if ($role -eq 'Edge') { $which = $there = @{} }   # the shell of an Edge server knows that server only
$thumbprint = $thumbprint -replace '[^0-9A-Fa-f]'
try {
    if (-not $server) { throw 'Fill in the name of the server first.' }
    if ($thumbprint.Length -ne 40) { throw 'Fill in the thumbprint first: 40 hexadecimal digits.' }
    $found = @(Get-TransportService @which -ErrorAction Stop | Where-Object { $_.Name -eq ($server -split '\.')[0] })
    if ($found.Count -ne 1) { throw "$($found.Count) servers answer to the name '$server'." }
    $all = @(Get-ExchangeCertificate @there -ErrorAction Stop)
    if ($all | Where-Object { -not $_.PSObject.Properties['Services'] }) {
        throw "The certificates of $server come without their properties. Run this in the Exchange Management Shell " +
            'of a server. If it is one, see whether the Auth certificate (Get-AuthConfig) has expired.'
    }
    $certificate = $all | Where-Object { $_.Thumbprint -eq $thumbprint } | Select-Object -First 1
    if (-not $certificate) { throw "$server has no certificate with the thumbprint $thumbprint." }
    if ("$($certificate.Services)" -match 'SMTP') { throw "The certificate $thumbprint of $server is enabled for SMTP already." }
    $faults = @(
        if (-not $certificate.HasPrivateKey) { 'It lacks its private key.' }
        if ($certificate.NotAfter -le (Get-Date)) { 'It has expired.' }
        if ($certificate.NotBefore -gt (Get-Date)) { 'It is not valid yet.' }
        if ("$($certificate.Status)" -eq 'Revoked') { 'It is revoked.' }
    )
    if ($faults) { throw "The certificate $thumbprint of ${server}: $($faults -join ' ')" }
    # The newest backup has to hold the default certificate that the server has now.
    $before = @(Get-ChildItem -LiteralPath $env:USERPROFILE -Filter "htd-before-default-certificate-$($found[0].Guid)-*.xml" |
        Sort-Object Name | Select-Object -Last 1 | ForEach-Object { Import-Clixml -LiteralPath $_.FullName })
    if (-not $before) { throw 'There is no backup of this server. Make it first.' }
    if ("$($before[0].Identity)" -ne "$($found[0].Identity)" -or
        $before[0].InternalTransportCertificateThumbprint -ne $found[0].InternalTransportCertificateThumbprint) {
        throw 'The newest backup does not hold the default certificate of now. Make the backup again.'
    }
} catch { Write-Warning "$_ Nothing was changed."; return }
Enable-ExchangeCertificate @there -Thumbprint $thumbprint -Services SMTP
