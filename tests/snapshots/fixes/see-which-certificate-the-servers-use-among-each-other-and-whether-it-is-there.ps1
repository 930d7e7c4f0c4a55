# See which certificate the servers use among each other, and whether it is there
# shell: exchange-management-shell
# risk: reads-only

#region apply
Get-TransportService | Format-List Name,InternalTransportCertificateThumbprint
Get-ExchangeCertificate | Format-List Thumbprint,Services,Status,HasPrivateKey,IsSelfSigned,RootCAType,NotBefore,NotAfter,Issuer,Subject,CertificateDomains,Identity
#endregion

