# Writes back the name that the newest backup of the hybrid configuration holds.
$ErrorActionPreference = 'Stop'   # a line that fails ends this block
$found = $before = @()
$backup = $former = $null
try {
    $found = @(Get-HybridConfiguration -ErrorAction Stop)
    if ($found.Count -ne 1) { throw "There are $($found.Count) hybrid configurations." }
    $backup = Get-ChildItem -LiteralPath $env:USERPROFILE -Filter "htd-before-hybrid-configuration-$($found[0].Guid)-*.xml" |
        Sort-Object Name | Select-Object -Last 1
    if (-not $backup) { throw 'There is no backup of the hybrid configuration.' }
    $before = @(Import-Clixml -LiteralPath $backup.FullName)
    if (-not $before -or "$($before[0].Identity)" -ne "$($found[0].Identity)") {
        throw "$($backup.Name) does not hold this hybrid configuration."
    }
    $former = "$($before[0].TlsCertificateName)"
    if ("$($found[0].TlsCertificateName)" -ceq $former) { throw "The hybrid configuration is as in $($backup.Name) already." }
    if (-not $former) { throw "It named no certificate in $($backup.Name), so there is nothing to write back." }
} catch { Write-Warning "$_ Nothing was changed."; return }
"From $($backup.Name): '$former' instead of '$($found[0].TlsCertificateName)'"
Set-HybridConfiguration -TlsCertificateName $former
