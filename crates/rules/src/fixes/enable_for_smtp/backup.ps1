# Saves which certificate is the default of the server now.
$ErrorActionPreference = 'Stop'   # a line that fails ends this block
$found = @()
$which = @{ Identity = $server }
if ($role -eq 'Edge') { $which = @{} }   # the shell of an Edge server knows that server only
try {
    if (-not $server) { throw 'Fill in the name of the server first.' }
    $found = @(Get-TransportService @which -ErrorAction Stop | Where-Object { $_.Name -eq ($server -split '\.')[0] })
    if ($found.Count -ne 1) { throw "$($found.Count) servers answer to the name '$server'." }
    if (-not $found[0].InternalTransportCertificateThumbprint) { throw "The default certificate of $server could not be read." }
    $time = [DateTime]::UtcNow.ToString('yyyyMMdd-HHmmss', [Globalization.CultureInfo]::InvariantCulture)
    $file = Join-Path $env:USERPROFILE "htd-before-default-certificate-$($found[0].Guid)-$time.xml"
    $found[0] | Export-Clixml -LiteralPath $file -NoClobber
    "Saved: $file"
} catch { Write-Warning "$_ Nothing was saved. Do not go on." }
