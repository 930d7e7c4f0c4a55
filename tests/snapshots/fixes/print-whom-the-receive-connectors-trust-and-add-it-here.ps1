# Print whom the receive connectors trust, and add it here
# shell: exchange-management-shell
# risk: reads-only

#region apply
$FormatEnumerationLimit = -1
Get-ReceiveConnector | Format-List Identity,Enabled,TransportRole,Bindings,Fqdn,AuthMechanism,TlsCertificateName,TlsDomainCapabilities
#endregion

