# Print the hybrid configuration and the certificates of the servers, and add both here
# shell: exchange-management-shell
# risk: reads-only

#region apply
Get-HybridConfiguration | Format-List
Get-ExchangeCertificate | Format-List Thumbprint,Services,Status,HasPrivateKey,IsSelfSigned,RootCAType,NotBefore,NotAfter,Issuer,Subject,CertificateDomains,Identity
#endregion

