import type { Example } from "./example.js";

const TELNET = `C:\\>telnet localhost 25
220 EX01.corp.contoso.com Microsoft ESMTP MAIL Service ready at Sun, 22 Nov 2026 09:02:11 +0100
ehlo test
250-EX01.corp.contoso.com Hello [127.0.0.1]
250-SIZE 37748736
250-PIPELINING
250-DSN
250-ENHANCEDSTATUSCODES
250-X-ANONYMOUSTLS
250-AUTH NTLM
250-X-EXPS GSSAPI NTLM
250-8BITMIME
250-BINARYMIME
250-CHUNKING
250 XRDST
quit
221 2.0.0 Service closing transmission channel
`;

const VALIDATION = `450 4.4.101 Proxy session setup failed on Frontend with '451 4.4.0 Primary target IP address responded with "451 5.7.3 STARTTLS is required to send mail." Attempted failover to alternate host, but that did not succeed. Either there are no alternate hosts, or delivery failed to all alternate hosts. The last endpoint attempted was 203.0.113.25:25'.
`;

export const noStarttls: Example = {
  title: "STARTTLS is missing",
  about: "A telnet session and the connector validation’s error, nothing else yet",
  sources: [
    { name: "telnet.txt", text: TELNET },
    { name: "validation.txt", text: VALIDATION },
  ],
};
