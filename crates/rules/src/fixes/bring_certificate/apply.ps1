# Exports the certificate with its private key and imports it on the server that lacks it. Asks for a password for the
# transfer. Do the next fix at once: until the certificate is enabled for SMTP there, TLS fails.
$ErrorActionPreference = 'Stop'   # a line that fails ends this block
$source = $target = @()
$password = $pfx = $null
try {
    $source = @(Get-ExchangeCertificate -Server $from -ErrorAction Stop | Where-Object { $_.Thumbprint -eq $thumbprint })
    $target = @(Get-ExchangeCertificate -Server $to -ErrorAction Stop | Where-Object { $_.Thumbprint -eq $thumbprint })
    if ($target) { throw "$to has the certificate $thumbprint already." }
    if (-not $source) { throw "$from has no certificate with the thumbprint $thumbprint." }
    if (-not $source[0].HasPrivateKey) { throw "The certificate $thumbprint of $from lacks its private key." }
    $password = (Get-Credential -UserName 'PFX' -Message 'A password for the transfer').Password
    if (-not $password) { throw 'No password was given.' }
    # Fails where the private key was not made exportable. Then import the PFX file of the request instead.
    $pfx = Export-ExchangeCertificate -Server $from -Thumbprint $thumbprint -BinaryEncoded -Password $password -ErrorAction Stop
    if (-not $pfx) { throw 'Nothing was exported.' }
} catch { Write-Warning "$_ Nothing was changed."; return }
Import-ExchangeCertificate -Server $to -FileData $pfx.FileData -PrivateKeyExportable $true -Password $password
