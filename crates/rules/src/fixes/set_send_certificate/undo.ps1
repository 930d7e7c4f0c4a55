# Writes back the name that the newest backup of this connector holds.
$ErrorActionPreference = 'Stop'   # a line that fails ends this block
$found = $before = @()
$backup = $former = $null
try {
    $found = @(Get-SendConnector -Identity $identity -ErrorAction Stop |
        Where-Object { $identity -in "$($_.Identity)", $_.Name })
    if ($found.Count -ne 1) { throw "$($found.Count) connectors answer to the name '$identity'." }
    $backup = Get-ChildItem -LiteralPath $env:USERPROFILE -Filter "htd-before-certificate-name-$($found[0].Guid)-*.xml" |
        Sort-Object Name | Select-Object -Last 1
    if (-not $backup) { throw 'There is no backup of this connector.' }
    $before = @(Import-Clixml -LiteralPath $backup.FullName)
    if (-not $before -or "$($before[0].Identity)" -ne "$($found[0].Identity)") {
        throw "$($backup.Name) does not hold this connector."
    }
    $former = "$($before[0].TlsCertificateName)"
    if ("$($found[0].TlsCertificateName)" -ceq $former) { throw "The connector is as in $($backup.Name) already." }
} catch { Write-Warning "$_ Nothing was changed."; return }
"From $($backup.Name): '$former' instead of '$($found[0].TlsCertificateName)'"
if (-not $former) { $former = $null }
Set-SendConnector -Identity "$($found[0].Identity)" -TlsCertificateName $former
