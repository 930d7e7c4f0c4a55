# Print it whole, and give that instead
# shell: exchange-management-shell
# risk: reads-only

#region apply
$FormatEnumerationLimit = -1
Get-ReceiveConnector | Format-List Identity,Enabled,TransportRole,Bindings,Fqdn,AuthMechanism,TlsCertificateName,TlsDomainCapabilities
#endregion

# Print it whole, and give that instead
# shell: exchange-management-shell
# risk: reads-only

#region apply
$FormatEnumerationLimit = -1
Get-ExchangeCertificate | Format-List Thumbprint,Services,Status,HasPrivateKey,IsSelfSigned,RootCAType,NotBefore,NotAfter,Issuer,Subject,CertificateDomains,Identity
#endregion

