import type { Example } from "./example.js";

const QUEUE = `[PS] C:\\>Get-Queue | Format-List Identity,DeliveryType,Status,MessageCount,NextHopDomain,LastError


Identity      : EX02\\4711
DeliveryType  : DnsConnectorDelivery
Status        : Retry
MessageCount  : 1284
NextHopDomain : adatum.mail.onmicrosoft.com
LastError     : 454 4.7.5 The certificate specified in TlsCertificateName of the SendConnector could not be found.
`;

const CONNECTOR = `[PS] C:\\>Get-SendConnector | Format-List Identity,Name,AddressSpaces,SourceTransportServers,Enabled,Fqdn,RequireTLS,TlsAuthLevel,TlsDomain,TlsCertificateName,CloudServicesMailEnabled


Identity                 : Outbound to Office 365 - 1f0c8a52-7d3e-4b61-9a27-6e5d4c3b2a10
Name                     : Outbound to Office 365 - 1f0c8a52-7d3e-4b61-9a27-6e5d4c3b2a10
AddressSpaces            : {smtp:adatum.mail.onmicrosoft.com;1}
SourceTransportServers   : {EX02}
Enabled                  : True
Fqdn                     : mail.adatum.example
RequireTLS               : True
TlsAuthLevel             : DomainValidation
TlsDomain                : mail.protection.outlook.com
TlsCertificateName       : <I>CN=Proseware TLS RSA CA 2024, O=Proseware Trust, C=US<S>CN=mail.adatum.example, O=Adatum Corporation, C=US
CloudServicesMailEnabled : True
`;

const CERTIFICATES = `[PS] C:\\>Get-ExchangeCertificate -Server EX02 | Format-List Thumbprint,Subject,Issuer,NotBefore,NotAfter,Services,Status,HasPrivateKey,IsSelfSigned,RootCAType,CertificateDomains


Thumbprint         : 19D4A6C07E5B3F8821C09D7A64E2B5F1083C7DA6
Subject            : CN=mail.adatum.example, O=Adatum Corporation, C=US
Issuer             : CN=Proseware TLS RSA CA 2026, O=Proseware Trust, C=US
NotBefore          : 10/30/2026 2:00:00 AM
NotAfter           : 5/14/2027 1:59:59 AM
Services           : IMAP, POP, IIS, SMTP
Status             : Valid
HasPrivateKey      : True
IsSelfSigned       : False
RootCAType         : ThirdParty
CertificateDomains : {mail.adatum.example}
`;

export const sendConnector: Example = {
  title: "Queue with 454 4.7.5",
  about: "Mail to Exchange Online waits: queue, send connector, certificates",
  sources: [
    { name: "queue.txt", text: QUEUE },
    { name: "send-connector.txt", text: CONNECTOR },
    { name: "certificates.txt", text: CERTIFICATES },
  ],
};
