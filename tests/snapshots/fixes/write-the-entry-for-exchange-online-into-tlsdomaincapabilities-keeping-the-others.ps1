# Write the entry for Exchange Online into TlsDomainCapabilities, keeping the others
# shell: exchange-management-shell
# run_on: EX01
# risk: changes-configuration

#region backup
& {
    $identity = 'EX01\Default Frontend EX01'
    # Saves the connector as it is now.
    $ErrorActionPreference = 'Stop'   # a line that fails ends this block
    $found = @()
    try {
        $found = @(Get-ReceiveConnector -Identity $identity -ErrorAction Stop |
            Where-Object { $identity -in "$($_.Identity)", $_.Name })
        if ($found.Count -ne 1) { throw "$($found.Count) connectors answer to the name '$identity'." }
        $time = [DateTime]::UtcNow.ToString('yyyyMMdd-HHmmss', [Globalization.CultureInfo]::InvariantCulture)
        $file = Join-Path $env:USERPROFILE "htd-before-capabilities-$($found[0].Guid)-$time.xml"
        $found[0] | Export-Clixml -LiteralPath $file -NoClobber
        "Saved: $file"
    } catch { Write-Warning "$_ Nothing was saved. Do not go on." }
}
#endregion

#region apply
& {
    $identity = 'EX01\Default Frontend EX01'
    $right = 'mail.protection.outlook.com:AcceptCloudServicesMail'
    $wrong = @()
    $wrongPatterns = @()
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
}
#endregion

#region verify
& {
    $identity = 'EX01\Default Frontend EX01'
    $right = 'mail.protection.outlook.com:AcceptCloudServicesMail'
    # Shows all entries of the connector, and whether the one for Exchange Online is among them. Changes nothing.
    $found = @()
    $found = @(Get-ReceiveConnector -Identity $identity | Where-Object { $identity -in "$($_.Identity)", $_.Name })
    $found | Format-List Identity,TlsDomainCapabilities
    if ($found.Count -ne 1) { Write-Warning "$($found.Count) connectors answer to the name '$identity'." }
    elseif (@($found[0].TlsDomainCapabilities | ForEach-Object { "$_" }) -contains $right) { "The connector trusts $right" }
    else { Write-Warning "The connector lacks $right" }
}
#endregion

#region undo
& {
    $identity = 'EX01\Default Frontend EX01'
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
}
#endregion

