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
