# See which certificate it is and which connectors name it, and add the output here
# shell: exchange-management-shell
# risk: reads-only

#region apply
Get-ExchangeCertificate | Format-List Thumbprint,Services,Status,HasPrivateKey,IsSelfSigned,RootCAType,NotBefore,NotAfter,Issuer,Subject,CertificateDomains,Identity
Get-ReceiveConnector | Format-List Identity,Enabled,TransportRole,Bindings,Fqdn,AuthMechanism,TlsCertificateName,TlsDomainCapabilities
Get-SendConnector | Format-List Name,Enabled,AddressSpaces,SmartHosts,Fqdn,SourceTransportServers,TlsDomain,TlsAuthLevel,TlsCertificateName
#endregion

