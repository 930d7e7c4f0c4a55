# See what the send connector does with TLS and with the headers
# shell: exchange-management-shell
# risk: reads-only

#region apply
Get-SendConnector | Format-List Name,Enabled,AddressSpaces,SmartHosts,RequireTLS,IgnoreSTARTTLS,TlsAuthLevel,TlsDomain,CloudServicesMailEnabled
#endregion

