# Saves which certificates this server has now. As administrator, on the server itself.
$ErrorActionPreference = 'Stop'   # a line that fails ends this block
$found = @()
try {
    $found = @(Get-ChildItem -Path Cert:\LocalMachine\My)
    $time = [DateTime]::UtcNow.ToString('yyyyMMdd-HHmmss', [Globalization.CultureInfo]::InvariantCulture)
    $file = Join-Path $env:USERPROFILE "htd-before-import-$env:COMPUTERNAME-$time.csv"
    $found | Select-Object Thumbprint,HasPrivateKey,NotAfter,Issuer,Subject |
        Export-Csv -LiteralPath $file -NoClobber -NoTypeInformation -Encoding UTF8
    "Saved: $file, $($found.Count) certificates"
} catch { Write-Warning "$_ Nothing was saved. Do not go on." }
