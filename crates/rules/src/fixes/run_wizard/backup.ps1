# In the Exchange Management Shell. In Exchange Online PowerShell keep Get-InboundConnector and Get-OutboundConnector
# as well: the wizard writes all of them.
$ErrorActionPreference = 'Stop'   # a line that fails ends this block
$receive = $send = $hybrid = @()
try {
    $receive = @(Get-ReceiveConnector -ErrorAction Stop)
    $send = @(Get-SendConnector -ErrorAction Stop)
    $hybrid = @(Get-HybridConfiguration -ErrorAction Stop)
    if (-not $receive) { throw 'No receive connector was printed.' }
    $time = [DateTime]::UtcNow.ToString('yyyyMMdd-HHmmss', [Globalization.CultureInfo]::InvariantCulture)
    $file = Join-Path $env:USERPROFILE "htd-before-wizard-$time.xml"
    $receive + $send + $hybrid | Export-Clixml -LiteralPath $file -NoClobber
    "Saved: $file, $($receive.Count) receive connectors, $($send.Count) send connectors, $($hybrid.Count) hybrid configuration"
} catch { Write-Warning "$_ Nothing was saved. Do not go on." }
