# Writes back the entries that the newest backup of this connector holds.
$ErrorActionPreference = 'Stop'   # a line that fails ends this block
$found = $before = @()
$backup = $former = $null
try {
    $found = @(Get-ReceiveConnector -Identity $identity -ErrorAction Stop |
        Where-Object { $identity -in "$($_.Identity)", $_.Name })
    if ($found.Count -ne 1) { throw "$($found.Count) connectors answer to the name '$identity'." }
    $backup = Get-ChildItem -LiteralPath $env:USERPROFILE -Filter "htd-before-capabilities-$($found[0].Guid)-*.xml" |
        Sort-Object Name | Select-Object -Last 1
    if (-not $backup) { throw 'There is no backup of this connector.' }
    $before = @(Import-Clixml -LiteralPath $backup.FullName)
    if (-not $before -or "$($before[0].Identity)" -ne "$($found[0].Identity)") {
        throw "$($backup.Name) does not hold this connector."
    }
    $present = @($found[0].TlsDomainCapabilities | ForEach-Object { "$_" } | Where-Object { $_ })
    $former = @($before[0].TlsDomainCapabilities | ForEach-Object { "$_" } | Where-Object { $_ })
    if ((@($former | Sort-Object) -join "`n") -ceq (@($present | Sort-Object) -join "`n")) { throw "The connector is as in $($backup.Name) already." }
} catch { Write-Warning "$_ Nothing was changed."; return }
"From $($backup.Name), $($former.Count) entries:"
$former
if (-not $former) { $former = $null }
Set-ReceiveConnector -Identity "$($found[0].Identity)" -TlsDomainCapabilities $former
