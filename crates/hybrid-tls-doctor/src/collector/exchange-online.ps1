# Hybrid TLS Doctor: collects what it reads of Exchange Online. Nothing is changed and nothing is sent: every command
# of Exchange here begins with Get-, and one new file is written into the current folder. It holds connectors and
# domains. Look at it before you hand it over.
#
# Run it after Connect-ExchangeOnline, in the same window. Paste it whole and press Enter until it runs; a saved copy may
# be refused as not signed, until you have read it and run Unblock-File on it.
& {
    $keep = @{
        InboundConnector  = 'Name', 'Enabled', 'ConnectorType', 'ConnectorSource', 'CloudServicesMailEnabled', 'RequireTls', 'RestrictDomainsToCertificate', 'RestrictDomainsToIPAddresses', 'SenderDomains', 'SenderIPAddresses', 'TlsSenderCertificateName', 'TreatMessagesAsInternal', 'AssociatedAcceptedDomains'
        OutboundConnector = 'Name', 'Enabled', 'TestMode', 'ConnectorType', 'ConnectorSource', 'CloudServicesMailEnabled', 'TlsSettings', 'TlsDomain', 'SmartHosts', 'UseMXRecord', 'RecipientDomains', 'AllAcceptedDomains', 'RouteAllMessagesViaOnPremises', 'IsTransportRuleScoped', 'SmtpDaneMode'
        AcceptedDomain    = 'DomainName', 'DomainType', 'Default'
        RemoteDomain      = 'Name', 'DomainName', 'TrustedMailOutboundEnabled', 'TrustedMailInboundEnabled', 'TargetDeliveryDomain'
        Note              = 'What', 'Message'
    }
    $started = [DateTime]::UtcNow
    $items = New-Object System.Collections.ArrayList
    # Keeps the properties above of an object, as text, lists entry by entry.
    function Add-Object([string] $Kind, $Object) {
        $kept = @{ CollectedUTC = $started.ToString('o'); CollectedFrom = 'ExchangeOnline' }
        foreach ($name in $keep[$Kind]) {
            $property = $Object.PSObject.Properties[$name]
            if ($null -eq $property) { continue }
            $value = $property.Value
            if ($value -is [System.Collections.IEnumerable] -and $value -isnot [string]) { $value = @(foreach ($entry in $value) { "$entry" }) }
            elseif ($null -ne $value -and $value -isnot [bool] -and $value -isnot [int]) { $value = "$value" }
            $kept[$name] = $value
        }
        $item = New-Object PSObject -Property $kept
        $item.PSObject.TypeNames.Insert(0, "HybridTlsDoctor.$Kind")
        [void] $items.Add($item)
    }
    # What could not be read is said in the file, so that nobody takes its absence for evidence.
    function Add-Note([string] $What, $Problem) {
        Add-Object 'Note' (New-Object PSObject -Property @{ What = $What; Message = "$Problem" })
    }
    try { foreach ($object in @(Get-InboundConnector -ErrorAction Stop)) { Add-Object 'InboundConnector' $object } } catch { Add-Note 'Get-InboundConnector' $_ }
    try { foreach ($object in @(Get-OutboundConnector -ErrorAction Stop)) { Add-Object 'OutboundConnector' $object } } catch { Add-Note 'Get-OutboundConnector' $_ }
    try { foreach ($object in @(Get-AcceptedDomain -ErrorAction Stop)) { Add-Object 'AcceptedDomain' $object } } catch { Add-Note 'Get-AcceptedDomain' $_ }
    try { foreach ($object in @(Get-RemoteDomain -ErrorAction Stop)) { Add-Object 'RemoteDomain' $object } } catch { Add-Note 'Get-RemoteDomain' $_ }
    $file = Join-Path (Get-Location -PSProvider FileSystem).ProviderPath ('HybridTlsDoctor-ExchangeOnline-{0}.xml' -f $started.ToString('yyyyMMdd-HHmmss'))
    try { $items | Export-Clixml -LiteralPath $file -NoClobber -Encoding UTF8; Write-Host "Written: $file" } catch { Write-Warning "Nothing was written: $_ Go to a folder that you may write into, and run it again." }
}
