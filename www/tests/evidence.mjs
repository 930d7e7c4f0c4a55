// Evidence for the tests. All of it is made up.

export const OUTDATED = `[PS] C:\\>Get-ReceiveConnector | Format-List

AuthMechanism         : Tls, Integrated, BasicAuth, BasicAuthRequireTLS, ExchangeServer
Bindings              : {[::]:25, 0.0.0.0:25}
Enabled               : True
Fqdn                  : EX13.fabrikam.com
PermissionGroups      : AnonymousUsers, ExchangeServers, ExchangeLegacyServers
TlsCertificateName    : <I>CN=Proseware TLS RSA CA 2026, O=Proseware Trust, C=US<S>CN=mail.fabrikam.com, O=Fabrikam Inc, C=US
TlsDomainCapabilities : {<I>CN=MSIT Machine Auth CA 2, DC=redmond, DC=corp, DC=microsoft, DC=com<S>CN=mail.protection.outlook.com, OU=Forefront Online Protection for Exchange, O=Microsoft, L=Redmond, S=WA, C=US:AcceptCloudServicesMail}
TransportRole         : FrontendTransport
Server                : EX13
Identity              : EX13\\Default Frontend EX13
Name                  : Default Frontend EX13
`;

export const QUEUE =
  "454 4.7.5 The certificate specified in TlsCertificateName of the SendConnector could not be found.\n";

/** Markup, script addresses and PowerShell where names are expected. */
export const HOSTILE = `[PS] C:\\>Get-ReceiveConnector | Format-List

Enabled               : True
Bindings              : {[::]:25, 0.0.0.0:25}
Fqdn                  : <script>document.title='owned'</script>
TlsCertificateName    : <I>CN=<img src=x onerror="document.title='owned'"><S>CN=\${alert(1)}</style><svg onload=alert(1)>
TlsDomainCapabilities : {<I>CN=MSIT Machine Auth CA 2, DC=redmond<S>CN=mail.protection.outlook.com:AcceptCloudServicesMail}
TransportRole         : FrontendTransport
Server                : <img src=x onerror="document.title='owned'">
Identity              : <a href="javascript:document.title='owned'">x</a>\\Default Frontend '; calc; '
Name                  : </textarea><script>document.title='owned'</script>

javascript:document.title='owned' [a](javascript:alert(1)) \`<b>\`
450 4.4.101 Proxy session setup failed on Frontend with '451 4.4.0 Primary target IP address responded with "451 5.7.3 STARTTLS is required to send mail." The last endpoint attempted was <img src=x onerror=alert(1)>'
`;

export function utf16le(text) {
  return Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(text, "utf16le")]);
}

/** Bytes that have the form of a key and are none. */
export const KEY = `-----BEGIN PRIVATE KEY-----\n${"Zm9yIHRlc3RzIG9ubHksIG5vIGtleQ".repeat(6)}\n-----END PRIVATE KEY-----\n`;
