# A service cannot be taken from a certificate again: enabled for SMTP, it can also be chosen by connectors that name
# no certificate. This makes the saved certificate the default again, if the prompt was answered with Yes.
# Paste it alone and answer Y. If EdgeSync fails afterwards, the Edge Subscription has to be created anew.
$ErrorActionPreference = 'Stop'   # a line that fails ends this block
$found = $before = @()
$backup = $former = $null
$which = @{ Identity = $server }
$there = @{ Server = $server }
if ($role -eq 'Edge') { $which = $there = @{} }   # the shell of an Edge server knows that server only
try {
    if (-not $server) { throw 'Fill in the name of the server first.' }
    $found = @(Get-TransportService @which -ErrorAction Stop | Where-Object { $_.Name -eq ($server -split '\.')[0] })
    if ($found.Count -ne 1) { throw "$($found.Count) servers answer to the name '$server'." }
    $backup = Get-ChildItem -LiteralPath $env:USERPROFILE -Filter "htd-before-default-certificate-$($found[0].Guid)-*.xml" |
        Sort-Object Name | Select-Object -Last 1
    if (-not $backup) { throw 'There is no backup of this server.' }
    $before = @(Import-Clixml -LiteralPath $backup.FullName)
    if (-not $before -or "$($before[0].Identity)" -ne "$($found[0].Identity)") { throw "$($backup.Name) does not hold this server." }
    $former = "$($before[0].InternalTransportCertificateThumbprint)"
    if (-not $former) { throw "$($backup.Name) holds no default certificate." }
    if ($found[0].InternalTransportCertificateThumbprint -eq $former) { throw 'The default certificate was not replaced.' }
} catch { Write-Warning "$_ Nothing was changed."; return }
"From $($backup.Name): $former instead of $($found[0].InternalTransportCertificateThumbprint)"
Enable-ExchangeCertificate @there -Thumbprint $former -Services SMTP
