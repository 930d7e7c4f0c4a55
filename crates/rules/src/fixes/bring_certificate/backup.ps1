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
