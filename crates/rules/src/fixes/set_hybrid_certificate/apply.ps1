# Gives the hybrid configuration issuer and subject of the certificate, as the certificate itself has them.
$ErrorActionPreference = 'Stop'   # a line that fails ends this block
$found = $all = $before = @()
$certificate = $name = $null
$thumbprint = $thumbprint -replace '[^0-9A-Fa-f]'
try {
    if (-not $server) { throw 'Fill in the name of the server first.' }
    if ($thumbprint.Length -ne 40) { throw 'Fill in the thumbprint first: 40 hexadecimal digits.' }
    $found = @(Get-HybridConfiguration -ErrorAction Stop)
    if ($found.Count -ne 1) { throw "There are $($found.Count) hybrid configurations." }
    $all = @(Get-ExchangeCertificate -Server $server -ErrorAction Stop)
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
    if ("$($found[0].TlsCertificateName)" -ceq $name) { throw 'The hybrid configuration names this certificate already.' }
    # The newest backup has to hold the configuration as it is now.
    $before = @(Get-ChildItem -LiteralPath $env:USERPROFILE -Filter "htd-before-hybrid-configuration-$($found[0].Guid)-*.xml" |
        Sort-Object Name | Select-Object -Last 1 | ForEach-Object { Import-Clixml -LiteralPath $_.FullName })
    if (-not $before) { throw 'There is no backup of the hybrid configuration. Make it first.' }
    if ("$($before[0].Identity)" -ne "$($found[0].Identity)" -or
        "$($before[0].TlsCertificateName)" -cne "$($found[0].TlsCertificateName)") {
        throw 'The newest backup does not hold the configuration as it is now. Make the backup again.'
    }
} catch { Write-Warning "$_ Nothing was changed."; return }
Set-HybridConfiguration -TlsCertificateName $name
