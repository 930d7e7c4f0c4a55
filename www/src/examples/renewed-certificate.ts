import type { Example } from "./example.js";

const CONNECTORS = `[PS] C:\\Windows\\system32>Get-ReceiveConnector "EX01\\Default Frontend EX01" | Format-List Identity,Server,TransportRole,Enabled,Bindings,Fqdn,AuthMechanism,PermissionGroups,RequireTLS,TlsCertificateName,TlsDomainCapabilities


Identity              : EX01\\Default Frontend EX01
Server                : EX01
TransportRole         : FrontendTransport
Enabled               : True
Bindings              : {[::]:25, 0.0.0.0:25}
Fqdn                  : EX01.corp.contoso.com
AuthMechanism         : Tls, Integrated, BasicAuth, BasicAuthRequireTLS, ExchangeServer
PermissionGroups      : AnonymousUsers, ExchangeServers, ExchangeLegacyServers
RequireTLS            : False
TlsCertificateName    : <I>CN=Proseware TLS RSA CA 2024, O=Proseware Trust, C=US<S>CN=mail.contoso.com, O=Contoso Ltd, L=Redmond, S=Washington, C=US
TlsDomainCapabilities : {mail.protection.outlook.com:AcceptCloudServicesMail}
`;

const CERTIFICATES = `[PS] C:\\Windows\\system32>Get-ExchangeCertificate -Server EX01 | Format-List Thumbprint,Subject,Issuer,NotBefore,NotAfter,Services,Status,HasPrivateKey,IsSelfSigned,RootCAType,CertificateDomains


Thumbprint         : 7B1F0C4D9A6E25B83F11D0C2A4975E6608DD3A19
Subject            : CN=mail.contoso.com, O=Contoso Ltd, L=Redmond, S=Washington, C=US
Issuer             : CN=Proseware TLS RSA CA 2026, O=Proseware Trust, C=US
NotBefore          : 11/16/2026 1:00:00 AM
NotAfter           : 5/31/2027 1:59:59 AM
Services           : IIS, SMTP
Status             : Valid
HasPrivateKey      : True
IsSelfSigned       : False
RootCAType         : ThirdParty
CertificateDomains : {mail.contoso.com, autodiscover.contoso.com}

Thumbprint         : C3E09A51D77B4F0E8A2266B1975D4C80F3B1E642
Subject            : CN=EX01
Issuer             : CN=EX01
NotBefore          : 3/22/2024 9:14:27 AM
NotAfter           : 3/22/2029 9:14:27 AM
Services           : SMTP
Status             : Valid
HasPrivateKey      : True
IsSelfSigned       : True
RootCAType         : None
CertificateDomains : {EX01, EX01.corp.contoso.com}
`;

const EVENT = `Log Name:      Application
Source:        MSExchangeFrontEndTransport
Date:          11/22/2026 7:42:10 AM
Event ID:      12014
Task Category: TransportService
Level:         Error
Keywords:      Classic
User:          N/A
Computer:      EX01.corp.contoso.com
Description:
Microsoft Exchange could not find a certificate that contains the domain name <I>CN=Proseware TLS RSA CA 2024, O=Proseware Trust, C=US<S>CN=mail.contoso.com, O=Contoso Ltd, L=Redmond, S=Washington, C=US in the personal store on the local computer. Therefore, it is unable to support the STARTTLS SMTP verb for the connector Default Frontend EX01 with a FQDN parameter of <I>CN=Proseware TLS RSA CA 2024, O=Proseware Trust, C=US<S>CN=mail.contoso.com, O=Contoso Ltd, L=Redmond, S=Washington, C=US. If the connector's FQDN is not specified, the computer's FQDN is used. Verify the connector configuration and the installed certificates to make sure that there is a certificate with a domain name for that FQDN. If this certificate exists, run Enable-ExchangeCertificate -Services SMTP to make sure that the Microsoft Exchange Transport service has access to the certificate key.
`;

export const renewedCertificate: Example = {
  title: "Renewed certificate, old name on the connector",
  about: "Connectors, certificates and event 12014 of one server",
  sources: [
    { name: "receive-connector.txt", text: CONNECTORS },
    { name: "certificates.txt", text: CERTIFICATES },
    { name: "event-12014.txt", text: EVENT },
  ],
};
