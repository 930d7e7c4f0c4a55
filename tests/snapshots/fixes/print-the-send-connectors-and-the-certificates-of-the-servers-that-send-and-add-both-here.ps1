# Print the send connectors and the certificates of the servers that send, and add both here
# shell: exchange-management-shell
# risk: reads-only

#region apply
Get-SendConnector | Format-List Name,Enabled,AddressSpaces,SmartHosts,Fqdn,SourceTransportServers,TlsDomain,TlsAuthLevel,TlsCertificateName
Get-ExchangeCertificate | Format-List Thumbprint,Services,Status,HasPrivateKey,IsSelfSigned,RootCAType,NotBefore,NotAfter,Issuer,Subject,CertificateDomains,Identity
#endregion

