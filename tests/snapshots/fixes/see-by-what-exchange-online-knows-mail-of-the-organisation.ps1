# See by what Exchange Online knows mail of the organisation
# shell: exchange-online
# risk: reads-only

#region apply
Get-InboundConnector | Format-List Name,Enabled,ConnectorType,SenderDomains,SenderIPAddresses,RequireTls,TlsSenderCertificateName,RestrictDomainsToCertificate,RestrictDomainsToIPAddresses,CloudServicesMailEnabled
Get-AcceptedDomain | Format-List DomainName,DomainType
#endregion

