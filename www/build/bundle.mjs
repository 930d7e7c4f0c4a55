// Fills dist/ from the WebAssembly and the sources of the page. `cargo xtask build` calls it with what it has
// built as JSON, and judges the sizes that this writes down.

import { createHash } from "node:crypto";
import { mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { dirname, join, relative, sep } from "node:path";
import { fileURLToPath } from "node:url";
import { brotliCompressSync } from "node:zlib";
import { build } from "esbuild";
import { npmPackage } from "./npm.mjs";
import { hostedPage, singlePage } from "./page.mjs";
import { bundledModules, bytesModule, nothingNavigates } from "./plugins.mjs";
import { trustedTypes } from "./policy.mjs";

const www = join(dirname(fileURLToPath(import.meta.url)), "..");
const order = JSON.parse(process.argv[2]);
const SCRIPT = "hybrid-tls-doctor.js";
const PAGE_SCRIPT = "assets/page.js";

const wasm = await readFile(order.module);
const about = { version: order.version, commit: order.commit, rulesReviewed: order.rulesReviewed };
const modules = {
  "bundled:core": () => readFile(order.glue, "utf8"),
  "bundled:wasm": () => bytesModule(wasm),
  "bundled:rules": async () => `export default ${await readFile(order.rules, "utf8")};`,
  "bundled:collectors": async () => `export default ${await readFile(order.collectors, "utf8")};`,
  "bundled:about": () => `export default ${JSON.stringify(about)};`,
  "bundled:worker": async () => `export default ${JSON.stringify(await worker())};`,
};

const page = await bundle("src/page.ts", "esm", modules);
const element = await bundle("src/define.ts", "esm", modules);
const elementAlone = await bundle("src/define.ts", "esm", { ...modules, "bundled:worker": () => `export default "";` });
const trusted = trustedTypes(page);
const template = await readFile(join(www, "index.html"), "utf8");
const embedTemplate = await readFile(join(www, "embed.html"), "utf8");
const pages = {
  "index.html": hostedPage(template, { scriptName: PAGE_SCRIPT, trusted }),
  "hybrid-tls-doctor.html": singlePage(template, { script: page, trusted }),
  "embed.html": singlePage(embedTemplate, { script: page, trusted }),
};

const files = {
  [SCRIPT]: element,
  [PAGE_SCRIPT]: page,
  ...Object.fromEntries(Object.entries(pages).map(([name, { html }]) => [name, html])),
  _headers: headers(),
  ...(await npmPackage({ www, order, wasm, bundle, modules })),
};
await rm(order.dist, { recursive: true, force: true });
for (const [name, content] of Object.entries(files)) await put(name, content);
// Last, as its presence says that everything else is there.
await put("SHA256SUMS", await sums());

await writeFile(
  order.sizes,
  JSON.stringify({
    wasmRaw: wasm.length,
    wasmBrotli: brotliCompressSync(wasm).length,
    elementBrotli: brotliCompressSync(elementAlone).length,
    offlineHtml: Buffer.byteLength(files["hybrid-tls-doctor.html"]),
  }),
);

/** A source with everything that it imports, as text. */
async function bundle(entry, format, contents, options = {}) {
  const result = await build({
    absWorkingDir: www,
    entryPoints: [entry],
    bundle: true,
    write: false,
    format,
    minify: true,
    target: "es2022",
    charset: "utf8",
    legalComments: "eof",
    logLevel: "warning",
    tsconfig: join(www, "tsconfig.json"),
    plugins: [bundledModules(www, contents), nothingNavigates(www)],
    ...options,
  });
  if (result.warnings.length > 0) throw new Error(`${entry}: warnings count as errors`);
  return result.outputFiles[0].text;
}

/** The worker is a classic one: module workers do not start from `file:`. */
function worker() {
  return bundle("src/worker.ts", "iife", modules);
}

/** Headers for hosts that take them; the policies are those of the pages. */
function headers() {
  const common = [
    "X-Content-Type-Options: nosniff",
    "Referrer-Policy: no-referrer",
    "Cross-Origin-Opener-Policy: same-origin",
    "Permissions-Policy: camera=(), geolocation=(), microphone=(), payment=(), usb=()",
  ];
  const lines = ["/*", ...common.map((header) => `  ${header}`)];
  for (const [name, { policy }] of Object.entries(pages)) {
    // The page for frames is the only one that others may frame. A meta element cannot say this.
    const framed = name === "embed.html" ? policy : `${policy}; frame-ancestors 'none'`;
    const paths = name === "index.html" ? ["/", "/index.html"] : [`/${name}`];
    for (const path of paths) lines.push("", path, `  Content-Security-Policy: ${framed}`);
  }
  // The element and the frame are made for other sites.
  lines.push("", `/${SCRIPT}`, "  Access-Control-Allow-Origin: *", "  Cross-Origin-Resource-Policy: cross-origin", "");
  return lines.join("\n");
}

async function put(name, content) {
  const path = join(order.dist, name);
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, content);
}

/** As `sha256sum --check` reads it. */
async function sums() {
  const entries = await readdir(order.dist, { recursive: true, withFileTypes: true });
  const paths = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  const names = paths.map((path) => relative(order.dist, path).split(sep).join("/")).sort();
  const lines = names.map(async (name) => {
    const digest = createHash("sha256")
      .update(await readFile(join(order.dist, name)))
      .digest("hex");
    return `${digest}  ${name}\n`;
  });
  return (await Promise.all(lines)).join("");
}
