# Shows what the connector names, and what waits on each of its servers. Changes nothing.
$found = $queues = @()
$found = @(Get-SendConnector -Identity $identity | Where-Object { $identity -in "$($_.Identity)", $_.Name })
$found | Format-List Name,TlsCertificateName,RequireTLS,SourceTransportServers
foreach ($server in @($found | ForEach-Object { $_.SourceTransportServers } | ForEach-Object { "$_" })) {
    $filter = "NextHopConnector -eq '$($found[0].Guid)'"
    try { $queues = @(Get-Queue -Server $server -Filter $filter -ErrorAction Stop) }
    catch { Write-Warning "The queues of $server could not be read. $_"; continue }
    if (-not $queues) { "${server}: nothing waits for this connector."; continue }
    $queues | Format-List Identity,Status,MessageCount,NextHopDomain,LastError
    "To send at once what waits on ${server}: Retry-Queue -Server $server -Filter `"$filter`""
}
# Exchange Online has to know a name of the certificate. In Exchange Online PowerShell:
# Get-InboundConnector | Format-List Name,TlsSenderCertificateName
# Where an Edge server sends: Start-EdgeSynchronization first, then Get-Queue on that server.
