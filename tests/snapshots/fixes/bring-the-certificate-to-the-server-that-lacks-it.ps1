# Bring the certificate to the server that lacks it
# shell: exchange-management-shell
# run_on: EX02
# risk: changes-configuration

#region backup
& {
    $to = 'EX02'
    # Saves which certificates the server has now.
    $ErrorActionPreference = 'Stop'   # a line that fails ends this block
    $found = @()
    try {
        $found = @(Get-ExchangeCertificate -Server $to -ErrorAction Stop)
        if (-not $found) { throw "No certificate of $to was printed." }
        $time = [DateTime]::UtcNow.ToString('yyyyMMdd-HHmmss', [Globalization.CultureInfo]::InvariantCulture)
        $file = Join-Path $env:USERPROFILE "htd-before-import-$to-$time.xml"
        $found | Export-Clixml -LiteralPath $file -NoClobber
        "Saved: $file, $($found.Count) certificates"
    } catch { Write-Warning "$_ Nothing was saved. Do not go on." }
}
#endregion

#region apply
& {
    $from = 'EX01'
    $to = 'EX02'
    $thumbprint = 'B747D4E4BA8082828F6D009BC743276844B6D427'
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
}
#endregion

#region verify
& {
    $to = 'EX02'
    $thumbprint = 'B747D4E4BA8082828F6D009BC743276844B6D427'
    # Shows the certificate where it was brought to: HasPrivateKey has to be True. Changes nothing.
    $found = @()
    $found = @(Get-ExchangeCertificate -Server $to | Where-Object { $_.Thumbprint -eq $thumbprint })
    if (-not $found) { Write-Warning "$to has no certificate with the thumbprint $thumbprint." }
    $found | Format-List Thumbprint,Services,Status,HasPrivateKey,NotAfter,Issuer,Subject,Identity
}
#endregion

#region undo
# Nothing has to be taken back: a certificate that no service uses does no harm where it is, and Exchange refuses to
# remove one that is in use. The file of the backup lists which certificates the server had before.
#endregion

