// The three deliveries, each where people meet it: served, as a file, and on somebody else's page.

import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import { dirname, extname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

/** `HTD_DIST` names another build than the one beside the sources. */
export const dist = process.env.HTD_DIST ?? join(dirname(fileURLToPath(import.meta.url)), "../../dist");
if (!existsSync(join(dist, "SHA256SUMS"))) throw new Error("dist/ is not built: cargo xtask build");

const TYPES = { ".html": "text/html; charset=utf-8", ".js": "text/javascript", ".json": "application/json" };

/** As strict as a documentation site can be that still lets the element run. */
const FOREIGN_POLICY = [
  "default-src 'none'",
  "script-src 'self' 'wasm-unsafe-eval'",
  "style-src 'none'",
  "connect-src 'none'",
  "worker-src blob:",
  "img-src data:",
  "base-uri 'none'",
  "form-action 'none'",
  "require-trusted-types-for 'script'",
  "trusted-types lit-html hybrid-tls-doctor",
].join("; ");

function foreignPage(policy, attributes = "", content = "") {
  return `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <meta http-equiv="Content-Security-Policy" content="${policy}">
    <title>Renewing certificates at Fabrikam</title>
    <link rel="icon" href="data:,">
  </head>
  <body>
    <main>
      <h1>Renewing certificates</h1>
      <h2>Check it here</h2>
      <hybrid-tls-doctor heading-level="3" ${attributes}>${content}</hybrid-tls-doctor>
    </main>
    <script type="module" src="./hybrid-tls-doctor.js"></script>
  </body>
</html>`;
}

const FOREIGN_PAGES = {
  "/foreign.html": foreignPage(FOREIGN_POLICY),
  "/foreign-compact.html": foreignPage(
    FOREIGN_POLICY,
    'mode="compact" at="2026-11-22T09:00:00Z"',
    "<pre>454 4.7.5 The certificate specified in TlsCertificateName of the SendConnector could not be found.</pre>",
  ),
  "/foreign-without-wasm.html": foreignPage(FOREIGN_POLICY.replace(" 'wasm-unsafe-eval'", "")),
  "/foreign-without-worker.html": foreignPage(FOREIGN_POLICY.replace("worker-src blob:", "worker-src 'none'")),
  "/foreign-frame.html": `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <meta http-equiv="Content-Security-Policy" content="default-src 'none'; frame-src 'self'; img-src data:">
    <title>A page that allows no script at all</title>
    <link rel="icon" href="data:,">
  </head>
  <body>
    <iframe src="./embed.html" sandbox="allow-scripts" title="Hybrid TLS Doctor" width="1000" height="700"></iframe>
  </body>
</html>`,
};

/** A server on the loopback interface that counts the connections and requests it gets. */
export async function serve() {
  let connections = 0;
  let requests = 0;
  const server = createServer(async (request, response) => {
    requests += 1;
    const path = request.url === "/" ? "/index.html" : decodeURIComponent(request.url ?? "");
    try {
      const body = FOREIGN_PAGES[path] ?? (await readFile(join(dist, path)));
      // Each request a connection of its own, so that none hides in an open one.
      response.writeHead(200, {
        "content-type": TYPES[extname(path)] ?? "application/octet-stream",
        connection: "close",
      });
      response.end(body);
    } catch {
      response.writeHead(404, { connection: "close" });
      response.end();
    }
  });
  server.on("connection", () => (connections += 1));
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = `http://127.0.0.1:${server.address().port}`;
  return {
    address,
    connections: () => connections,
    requests: () => requests,
    close: () => new Promise((resolve) => server.close(resolve)),
  };
}

export const OFFLINE = pathToFileURL(join(dist, "hybrid-tls-doctor.html")).href;

export function places(address) {
  return [
    { name: "the hosted page", url: `${address}/` },
    { name: "the offline file", url: OFFLINE },
    { name: "the element on a foreign page", url: `${address}/foreign.html` },
  ];
}
