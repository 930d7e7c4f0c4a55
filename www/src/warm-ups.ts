import { EXAMPLES } from "./examples/index.js";
import type { WarmUp } from "./protocol.js";

/** Signed for the tests of this repository; its key was thrown away. */
const CERTIFICATE = `-----BEGIN CERTIFICATE-----
MIIC3jCCAcagAwIBAgIDICYJMA0GCSqGSIb3DQEBCwUAMFQxCzAJBgNVBAYMAlVT
MSAwHgYDVQQKDBdGYWJyaWthbSBUcnVzdCBTZXJ2aWNlczEjMCEGA1UEAwwaRmFi
cmlrYW0gVHJ1c3QgUlNBIENBIDIwMjYwHhcNMjYxMTAxMDAwMDAwWhcNMjcwNTIw
MDAwMDAwWjByMQswCQYDVQQGDAJVUzETMBEGA1UECAwKV2FzaGluZ3RvbjEQMA4G
A1UEBwwHU2VhdHRsZTEQMA4GA1UECgwHQ29udG9zbzELMAkGA1UECwwCSVQxHTAb
BgNVBAMMFG1haWwuY29udG9zby5leGFtcGxlMFkwEwYHKoZIzj0CAQYIKoZIzj0D
AQcDQgAE3jvdkecmOm375spbJm+S3w5Dtzm6jX3dvLabMTbYT5x9k7Bba59NwGVK
G0kW8JZmU+HYMIZO8WLQULupy3rbzKNmMGQwPQYDVR0RBDYwNIIUbWFpbC5jb250
b3NvLmV4YW1wbGWCHGF1dG9kaXNjb3Zlci5jb250b3NvLmV4YW1wbGUwDgYDVR0P
AQH/BAQDAgWgMBMGA1UdJQQMMAoGCCsGAQUFBwMBMA0GCSqGSIb3DQEBCwUAA4IB
AQCTXdAX5ouu4PjwxN2CDoPbEi4n1uzjNshDk2sceGRk9VG97gu3wL2e6BHtPbZx
UQXIwBG74fkap/PtQEWtdCrMtHbCAYnOUs68W4KaN1o7xxYYH1k0XRYGR42QdrzS
+AWKX92JBQofdlnaLBj7DEAFjIWYCK/OpZIDsNuSd6p0GY9Z8+wT9jk5HjJVBN5I
s7C+MF0EZYor3Wob/WzLXWapKq6DNq+shkz3YPLv3PM/GpIwVmw+ettTkOyO/T4j
taXBf7NJE1PBNJcjXn6NIT6qKHxnv4A72l+jixGVIDUXF4TAE76NXnK33AkPbuO3
guiWF170dJFJ7U17wluqbuwr
-----END CERTIFICATE-----
`;

/** What the core practises on: everything that a first question is likely to be made of, each form once. */
export const WARM_UPS: readonly WarmUp[] = [
  ...EXAMPLES.flatMap(({ sources }) => sources),
  { name: "certificate.pem", text: CERTIFICATE.repeat(8) },
];
