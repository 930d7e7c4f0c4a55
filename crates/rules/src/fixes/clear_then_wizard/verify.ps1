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
