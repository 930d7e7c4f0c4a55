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
