# Alternative: clear the name and let the Hybrid Configuration Wizard write it
# shell: exchange-management-shell
# run_on: EX01
# risk: interrupts-mail-flow

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
        $file = Join-Path $env:USERPROFILE "htd-before-certificate-name-$($found[0].Guid)-$time.xml"
        $found[0] | Export-Clixml -LiteralPath $file -NoClobber
        "Saved: $file"
    } catch { Write-Warning "$_ Nothing was saved. Do not go on." }
}
#endregion

#region apply
& {
    $identity = 'EX01\Default Frontend EX01'
    # Takes the name off the connector. Until the wizard has run, the connector presents the certificate of its own FQDN,
    # mostly the self-signed one: STARTTLS is back, but Exchange Online answers SubjectMismatch and defers the mail.
    $ErrorActionPreference = 'Stop'   # a line that fails ends this block
    $found = $before = @()
    try {
        $found = @(Get-ReceiveConnector -Identity $identity -ErrorAction Stop |
            Where-Object { $identity -in "$($_.Identity)", $_.Name })
        if ($found.Count -ne 1) { throw "$($found.Count) connectors answer to the name '$identity'." }
        if (-not "$($found[0].TlsCertificateName)") { throw 'The connector names no certificate already.' }
        # The newest backup has to hold this connector as it is now.
        $before = @(Get-ChildItem -LiteralPath $env:USERPROFILE -Filter "htd-before-certificate-name-$($found[0].Guid)-*.xml" |
            Sort-Object Name | Select-Object -Last 1 | ForEach-Object { Import-Clixml -LiteralPath $_.FullName })
        if (-not $before) { throw 'There is no backup of this connector. Make it first.' }
        if ("$($before[0].Identity)" -ne "$($found[0].Identity)" -or
            "$($before[0].TlsCertificateName)" -cne "$($found[0].TlsCertificateName)") {
            throw 'The newest backup does not hold the connector as it is now. Make the backup again.'
        }
    } catch { Write-Warning "$_ Nothing was changed."; return }
    Set-ReceiveConnector -Identity "$($found[0].Identity)" -TlsCertificateName $null
    # Then run the Hybrid Configuration Wizard, https://aka.ms/HybridWizard, and choose
    # "Update Secure Mail Certificate for Connectors".
}
#endregion

#region verify
& {
    $identity = 'EX01\Default Frontend EX01'
    # Shows whether the wizard has written a name, and another one than before. Changes nothing. 250-STARTTLS alone proves
    # nothing here: the self-signed certificate brings it back as well.
    $found = $before = @()
    $found = @(Get-ReceiveConnector -Identity $identity | Where-Object { $identity -in "$($_.Identity)", $_.Name })
    $found | Format-List Identity,TlsCertificateName,TlsDomainCapabilities
    if ($found.Count -ne 1) { Write-Warning "$($found.Count) connectors answer to the name '$identity'."; return }
    $before = @(Get-ChildItem -LiteralPath $env:USERPROFILE -Filter "htd-before-certificate-name-$($found[0].Guid)-*.xml" |
        Sort-Object Name | Select-Object -Last 1 | ForEach-Object { Import-Clixml -LiteralPath $_.FullName })
    if (-not "$($found[0].TlsCertificateName)") { Write-Warning 'The connector names no certificate: the wizard has not written one yet.' }
    elseif (-not $before) { Write-Warning 'There is no backup to compare with.' }
    elseif ("$($before[0].TlsCertificateName)" -ceq "$($found[0].TlsCertificateName)") { Write-Warning 'The connector names the same certificate as before.' }
    else { 'The connector names another certificate than before. See that it is the new one.' }
}
#endregion

#region undo
& {
    $identity = 'EX01\Default Frontend EX01'
    # Writes back the name that the newest backup of this connector holds.
    $ErrorActionPreference = 'Stop'   # a line that fails ends this block
    $found = $before = @()
    $backup = $former = $null
    try {
        $found = @(Get-ReceiveConnector -Identity $identity -ErrorAction Stop |
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
    Set-ReceiveConnector -Identity "$($found[0].Identity)" -TlsCertificateName $former
}
#endregion

