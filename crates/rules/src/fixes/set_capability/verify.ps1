# Shows all entries of the connector, and whether the one for Exchange Online is among them. Changes nothing.
$found = @()
$found = @(Get-ReceiveConnector -Identity $identity | Where-Object { $identity -in "$($_.Identity)", $_.Name })
$found | Format-List Identity,TlsDomainCapabilities
if ($found.Count -ne 1) { Write-Warning "$($found.Count) connectors answer to the name '$identity'." }
elseif (@($found[0].TlsDomainCapabilities | ForEach-Object { "$_" }) -contains $right) { "The connector trusts $right" }
else { Write-Warning "The connector lacks $right" }
