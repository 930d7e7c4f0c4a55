# Hybrid TLS Doctor: collects what it reads of Exchange on premises. Nothing is changed and nothing is sent: every
# command of Exchange and Windows here begins with Get-, and one new file is written into the current folder. It holds
# settings, certificates without their private keys, and five kinds of events. Look at it before you hand it over.
#
# Run it in the Exchange Management Shell of a Mailbox server, once for the whole organisation. Edge servers cannot be
# asked from there: run it in the Exchange Management Shell of each of them as well. Paste it whole and press Enter
# until it runs; a saved copy is refused as not signed, until you have read it and run Unblock-File on it.
& {
    $keep = @{
        ExchangeServer      = 'Name', 'Fqdn', 'ServerRole', 'AdminDisplayVersion', 'Guid', 'WhenChangedUTC'
        ReceiveConnector    = 'Identity', 'Enabled', 'TransportRole', 'Bindings', 'RemoteIPRanges', 'Fqdn', 'AuthMechanism', 'PermissionGroups', 'RequireTLS', 'DomainSecureEnabled', 'SuppressXAnonymousTls', 'ProtocolLoggingLevel', 'TlsCertificateName', 'TlsDomainCapabilities', 'Guid', 'WhenChangedUTC'
        SendConnector       = 'Name', 'Enabled', 'AddressSpaces', 'SmartHosts', 'DNSRoutingEnabled', 'SourceTransportServers', 'Fqdn', 'RequireTLS', 'IgnoreSTARTTLS', 'TlsAuthLevel', 'TlsDomain', 'TlsCertificateName', 'CloudServicesMailEnabled', 'DomainSecureEnabled', 'ErrorPolicies', 'FrontendProxyEnabled', 'Guid', 'WhenChangedUTC'
        ExchangeCertificate = 'Identity', 'Thumbprint', 'Services', 'Status', 'RootCAType', 'HasPrivateKey', 'IsSelfSigned', 'NotBefore', 'NotAfter', 'Issuer', 'Subject', 'CertificateDomains', 'RawData'
        HybridConfiguration = 'TlsCertificateName', 'ReceivingTransportServers', 'SendingTransportServers', 'EdgeTransportServers', 'Features', 'ServiceInstance', 'Guid', 'WhenChangedUTC'
        TransportService    = 'Name', 'InternalTransportCertificateThumbprint', 'UseDowngradedExchangeServerAuth'
        AcceptedDomain      = 'DomainName', 'DomainType', 'Default'
        RemoteDomain        = 'Name', 'DomainName', 'TrustedMailOutboundEnabled', 'TrustedMailInboundEnabled', 'TargetDeliveryDomain'
        EdgeSubscription    = 'Name'
        Event               = 'TimeCreated', 'Id', 'ProviderName', 'MachineName', 'LevelDisplayName', 'Message'
        Note                = 'What', 'Message'
    }
    $started = [DateTime]::UtcNow
    $items = New-Object System.Collections.ArrayList
    # Keeps the properties above of an object, as text: dates in UTC, lists entry by entry.
    function Add-Object([string] $Kind, $Object, [string] $Server) {
        $kept = @{ CollectedUTC = $started.ToString('o'); CollectedFrom = 'OnPremises' }
        if ($Server) { $kept['Server'] = $Server }
        foreach ($name in $keep[$Kind]) {
            $property = $Object.PSObject.Properties[$name]
            if ($null -eq $property) { continue }
            $value = $property.Value
            if ($value -is [DateTime]) { $value = $value.ToUniversalTime().ToString('o') }
            elseif ($value -is [System.Collections.IEnumerable] -and $value -isnot [string] -and $value -isnot [byte[]]) { $value = @(foreach ($entry in $value) { "$entry" }) }
            elseif ($null -ne $value -and $value -isnot [byte[]] -and $value -isnot [bool] -and $value -isnot [int]) { $value = "$value" }
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
    $servers = @()
    try { $servers = @(Get-ExchangeServer -ErrorAction Stop) } catch { Add-Note 'Get-ExchangeServer' $_ }
    $edge = $false
    foreach ($server in $servers) {
        $name = "$($server.Name)"
        $here = $name -eq $env:COMPUTERNAME
        Add-Object 'ExchangeServer' $server
        $isEdge = "$($server.ServerRole)" -match 'Edge'
        if ($isEdge -and -not $here) { Add-Note "Edge server $name" 'Run the collector on that server.'; continue }
        $edge = $edge -or $isEdge
        Write-Progress -Activity 'Hybrid TLS Doctor' -Status $name
        try {
            if ($isEdge) { $certificates = @(Get-ExchangeCertificate -ErrorAction Stop) }
            else { $certificates = @(Get-ExchangeCertificate -Server $name -ErrorAction Stop) }
            foreach ($certificate in $certificates) { Add-Object 'ExchangeCertificate' $certificate $name }
        } catch { Add-Note "Get-ExchangeCertificate -Server $name" $_ }
        try {
            $filter = @{ LogName = 'Application'; Id = 12014, 12015, 12016, 12017, 12018 }
            if ($here) { $events = @(Get-WinEvent -FilterHashtable $filter -MaxEvents 40 -ErrorAction Stop) }
            else { $events = @(Get-WinEvent -ComputerName $name -FilterHashtable $filter -MaxEvents 40 -ErrorAction Stop) }
            foreach ($logged in $events) { if ($logged.ProviderName -like 'MSExchange*') { Add-Object 'Event' $logged } }
        } catch { if ("$($_.FullyQualifiedErrorId)" -notlike 'NoMatchingEventsFound*') { Add-Note "Get-WinEvent -ComputerName $name" $_ } }
    }
    try { foreach ($object in @(Get-ReceiveConnector -ErrorAction Stop)) { Add-Object 'ReceiveConnector' $object } } catch { Add-Note 'Get-ReceiveConnector' $_ }
    try { foreach ($object in @(Get-SendConnector -ErrorAction Stop)) { Add-Object 'SendConnector' $object } } catch { Add-Note 'Get-SendConnector' $_ }
    try { foreach ($object in @(Get-TransportService -ErrorAction Stop)) { Add-Object 'TransportService' $object } } catch { Add-Note 'Get-TransportService' $_ }
    try { foreach ($object in @(Get-AcceptedDomain -ErrorAction Stop)) { Add-Object 'AcceptedDomain' $object } } catch { Add-Note 'Get-AcceptedDomain' $_ }
    if (-not $edge) {
        # An Edge server knows nothing of these.
        try { foreach ($object in @(Get-HybridConfiguration -ErrorAction Stop)) { Add-Object 'HybridConfiguration' $object } } catch { Add-Note 'Get-HybridConfiguration' $_ }
        try { foreach ($object in @(Get-RemoteDomain -ErrorAction Stop)) { Add-Object 'RemoteDomain' $object } } catch { Add-Note 'Get-RemoteDomain' $_ }
        try { foreach ($object in @(Get-EdgeSubscription -ErrorAction Stop)) { Add-Object 'EdgeSubscription' $object } } catch { Add-Note 'Get-EdgeSubscription' $_ }
    }
    $file = Join-Path (Get-Location -PSProvider FileSystem).ProviderPath ('HybridTlsDoctor-OnPremises-{0}.xml' -f $started.ToString('yyyyMMdd-HHmmss'))
    try { $items | Export-Clixml -LiteralPath $file -NoClobber -Encoding UTF8; Write-Host "Written: $file" } catch { Write-Warning "Nothing was written: $_ Go to a folder that you may write into, and run it again." }
}
