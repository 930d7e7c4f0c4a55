# Print what holds now, and give that instead
# shell: exchange-management-shell
# run_on: EX01
# risk: reads-only

#region apply
Get-ReceiveConnector | Format-List Identity,Enabled,TransportRole,Bindings,Fqdn,AuthMechanism,TlsCertificateName,TlsDomainCapabilities
#endregion

# Print what holds now, and give that instead
# shell: exchange-management-shell
# risk: reads-only

#region apply
Get-SendConnector | Format-List Name,Enabled,AddressSpaces,SmartHosts,Fqdn,SourceTransportServers,TlsDomain,TlsAuthLevel,TlsCertificateName
#endregion

