// Much evidence: what an organisation of ten servers gives, all of it made up.

import { readdir, readFile } from "node:fs/promises";

const CERTIFICATES = new URL("../../tests/fixtures/certificates/", import.meta.url);
const SERVERS = 10;

/** What `Get-ReceiveConnector | Format-List` prints of so many connectors, five to a server. */
export function connectors(number) {
  const names = ["Default Frontend", "Client Frontend", "Outbound Proxy Frontend", "Default", "Client Proxy"];
  const list = Array.from({ length: number }, (_, index) => {
    const server = `EX${String(Math.floor(index / names.length) % SERVERS).padStart(2, "0")}`;
    const name = `${names[index % names.length]} ${server}`;
    return `AuthMechanism         : Tls, Integrated, BasicAuth, BasicAuthRequireTLS, ExchangeServer
Bindings              : {[::]:25, 0.0.0.0:25}
Enabled               : True
Fqdn                  : mail.contoso.com
PermissionGroups      : AnonymousUsers, ExchangeServers, ExchangeLegacyServers
RequireTLS            : False
TlsCertificateName    : <I>CN=Proseware TLS RSA CA 2026, O=Proseware Trust, C=US<S>CN=mail.contoso.com, O=Contoso, C=US
TlsDomainCapabilities : {mail.protection.outlook.com:AcceptCloudServicesMail}
TransportRole         : ${index % names.length < 3 ? "FrontendTransport" : "HubTransport"}
Server                : ${server}
Identity              : ${server}\\${name}
Name                  : ${name}
`;
  });
  return `[PS] C:\\>Get-ReceiveConnector | Format-List\n\n${list.join("\n")}`;
}

/** So many different certificates in one PEM file: those of the fixtures, each again under other serial numbers. */
export async function certificates(number) {
  const names = (await readdir(CERTIFICATES)).filter((name) => name.endsWith(".der")).sort();
  const known = await Promise.all(names.map((name) => readFile(new URL(name, CERTIFICATES))));
  return Array.from({ length: number }, (_, index) => pem(renumbered(known[index % known.length], index))).join("");
}

/** The certificate under another serial number. Nobody verifies its signature, which is void by that. */
function renumbered(der, number) {
  const changed = Buffer.from(der);
  // SEQUENCE, SEQUENCE, [0] version, INTEGER: the number's length stands at 14.
  changed.writeUInt16BE(number, 15 + changed[14] - 2);
  return changed;
}

function pem(der) {
  const lines = der
    .toString("base64")
    .match(/.{1,64}/g)
    .join("\n");
  return `-----BEGIN CERTIFICATE-----\n${lines}\n-----END CERTIFICATE-----\n`;
}
