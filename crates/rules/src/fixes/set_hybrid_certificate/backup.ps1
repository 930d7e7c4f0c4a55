# Saves the hybrid configuration as it is now.
$ErrorActionPreference = 'Stop'   # a line that fails ends this block
$found = @()
try {
    $found = @(Get-HybridConfiguration -ErrorAction Stop)
    if ($found.Count -ne 1) { throw "There are $($found.Count) hybrid configurations." }
    $time = [DateTime]::UtcNow.ToString('yyyyMMdd-HHmmss', [Globalization.CultureInfo]::InvariantCulture)
    $file = Join-Path $env:USERPROFILE "htd-before-hybrid-configuration-$($found[0].Guid)-$time.xml"
    $found[0] | Export-Clixml -LiteralPath $file -NoClobber
    "Saved: $file"
} catch { Write-Warning "$_ Nothing was saved. Do not go on." }
