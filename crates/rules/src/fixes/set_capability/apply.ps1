# Adds the entry for Exchange Online, takes out the wrong ones and keeps all others. Blanks are left out of the
# comparison, as a console may have wrapped what was pasted.
$ErrorActionPreference = 'Stop'   # a line that fails ends this block
$found = $before = @()
try {
    $found = @(Get-ReceiveConnector -Identity $identity -ErrorAction Stop |
        Where-Object { $identity -in "$($_.Identity)", $_.Name })
    if ($found.Count -ne 1) { throw "$($found.Count) connectors answer to the name '$identity'." }
    $bare = @($wrong | ForEach-Object { $_ -replace '\s' })
    $present = @($found[0].TlsDomainCapabilities | ForEach-Object { "$_" } | Where-Object { $_ })
    $keep = @($present | Where-Object {
        $entry = $_
        $entry -ne $right -and $bare -notcontains ($entry -replace '\s') -and -not ($wrongPatterns | Where-Object { $entry -match $_ })
    })
    $wanted = $keep + $right
    if ((@($wanted | Sort-Object) -join "`n") -ceq (@($present | Sort-Object) -join "`n")) { throw 'The connector has these entries already.' }
    # The newest backup has to hold this connector as it is now.
    $before = @(Get-ChildItem -LiteralPath $env:USERPROFILE -Filter "htd-before-capabilities-$($found[0].Guid)-*.xml" |
        Sort-Object Name | Select-Object -Last 1 | ForEach-Object { Import-Clixml -LiteralPath $_.FullName })
    if (-not $before) { throw 'There is no backup of this connector. Make it first.' }
    $saved = @($before[0].TlsDomainCapabilities | ForEach-Object { "$_" } | Where-Object { $_ })
    if ("$($before[0].Identity)" -ne "$($found[0].Identity)" -or
        (@($saved | Sort-Object) -join "`n") -cne (@($present | Sort-Object) -join "`n")) {
        throw 'The newest backup does not hold the connector as it is now. Make the backup again.'
    }
} catch { Write-Warning "$_ Nothing was changed."; return }
'The entries will be:'
$wanted
Set-ReceiveConnector -Identity "$($found[0].Identity)" -TlsDomainCapabilities $wanted
