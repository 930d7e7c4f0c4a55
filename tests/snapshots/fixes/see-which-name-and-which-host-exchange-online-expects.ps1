# See which name and which host Exchange Online expects
# shell: exchange-online
# risk: reads-only

#region apply
Get-OutboundConnector | Format-List Name,Enabled,ConnectorType,SmartHosts,TlsSettings,TlsDomain,CloudServicesMailEnabled,RouteAllMessagesViaOnPremises
#endregion

