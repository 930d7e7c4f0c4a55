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
