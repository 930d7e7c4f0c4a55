# Let the Hybrid Configuration Wizard write the certificate everywhere
# shell: wizard
# risk: changes-configuration

#region backup
& {
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
}
#endregion

#region apply
# 1. Download the newest wizard from https://aka.ms/HybridWizard and start it on an Exchange server.
# 2. Choose "Update Secure Mail Certificate for Connectors": it changes the certificate only.
#    A full run resets what was customised on the connectors.
# 3. Choose the new certificate.
#endregion

#region verify
& {
    # In the Exchange Management Shell. Shows what is named now, and below it what was named before. Changes nothing.
    $backup = $null
    Get-ReceiveConnector | Format-List Identity,TlsCertificateName,TlsDomainCapabilities
    Get-SendConnector | Format-List Name,TlsCertificateName
    Get-HybridConfiguration | Format-List TlsCertificateName
    $backup = Get-ChildItem -LiteralPath $env:USERPROFILE -Filter 'htd-before-wizard-*.xml' |
        Sort-Object Name | Select-Object -Last 1
    if (-not $backup) { Write-Warning 'There is no backup to compare with.'; return }
    "Before, in $($backup.Name):"
    Import-Clixml -LiteralPath $backup.FullName | ForEach-Object { "$($_.Identity) had '$($_.TlsCertificateName)'" }
}
#endregion

#region undo
# The wizard's log in %AppData%\Microsoft\Exchange Hybrid Configuration lists every value that it changed (search for
# "actual"). Import-Clixml of the backup shows the former ones, and each is written back by its own command:
# Set-ReceiveConnector, Set-SendConnector, Set-HybridConfiguration, and in Exchange Online PowerShell
# Set-InboundConnector and Set-OutboundConnector.
#endregion

