# Print the receive connectors and the certificates of the server, and add both here
# shell: exchange-management-shell
# risk: reads-only

#region apply
Get-ReceiveConnector | Format-List Identity,Enabled,TransportRole,Bindings,Fqdn,AuthMechanism,TlsCertificateName,TlsDomainCapabilities
Get-ExchangeCertificate | Format-List Thumbprint,Services,Status,HasPrivateKey,IsSelfSigned,RootCAType,NotBefore,NotAfter,Issuer,Subject,CertificateDomains,Identity
#endregion

