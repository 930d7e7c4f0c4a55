// The npm package, as a folder that `npm pack` takes.

import { execFile } from "node:child_process";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";

/** The files of the package: path in dist/ → content. */
export async function npmPackage({ www, order, wasm, bundle, modules }) {
  const root = join(www, "..");
  const text = (path) => readFile(join(root, path), "utf8");
  // The package asks for the file of Node at run time only, where it is Node.
  const library = (entry) => bundle(entry, "esm", modules, { legalComments: "inline" });
  const files = {
    "package.json": manifest(order.version),
    "README.md": await text("www/npm/README.md"),
    "LICENSE-MIT": await text("LICENSE-MIT"),
    "LICENSE-APACHE": await text("LICENSE-APACHE"),
    "index.js": await library("npm/index.ts"),
    "inline.js": await library("npm/inline.ts"),
    "element.js": await library("src/element.ts"),
    "define.js": await library("src/define.ts"),
    "hybrid_tls_doctor.wasm": wasm,
    "rules.json": await readFile(order.rules),
    "report.schema.json": await readFile(order.schema),
    "custom-elements.json": await text("www/npm/custom-elements.json"),
    ...(await declarations(www)),
    "element.d.ts": await text("www/npm/element.d.ts"),
    "define.d.ts": await text("www/npm/define.d.ts"),
  };
  return Object.fromEntries(Object.entries(files).map(([name, content]) => [`npm/${name}`, content]));
}

/**
 * The types of the sources in npm/. What they take from the page's sources is what the core generates, and
 * becomes a file of the package.
 */
async function declarations(www) {
  const folder = await mkdtemp(join(tmpdir(), "hybrid-tls-doctor-"));
  try {
    await promisify(execFile)(join(www, "node_modules/.bin/tsc"), ["--project", "npm", "--outDir", folder], {
      cwd: www,
      shell: process.platform === "win32",
    }).catch(({ stdout }) => {
      throw new Error(stdout);
    });
    const read = async (path) =>
      (await readFile(join(folder, path), "utf8")).replaceAll("../src/report-types.js", "./report.js");
    return {
      "report.d.ts": await read("src/report-types.d.ts"),
      "examination.d.ts": await read("npm/examination.d.ts"),
      "inline.d.ts": await read("npm/inline.d.ts"),
      "index.d.ts": await read("npm/index.d.ts"),
    };
  } finally {
    await rm(folder, { recursive: true });
  }
}

function manifest(version) {
  const module = (name) => ({ types: `./${name}.d.ts`, default: `./${name}.js` });
  const data = {
    name: "hybrid-tls-doctor",
    version,
    description: "Finds out why Exchange hybrid mail flow fails over TLS: cause, proof, safe fix. Nothing is uploaded.",
    license: "MIT OR Apache-2.0",
    type: "module",
    engines: { node: ">=20" },
    sideEffects: ["./define.js", "./inline.js"],
    customElements: "./custom-elements.json",
    exports: {
      ".": module("index"),
      "./inline": module("inline"),
      "./element": module("element"),
      "./element/define": module("define"),
      "./wasm": "./hybrid_tls_doctor.wasm",
      "./rules.json": "./rules.json",
      "./report.schema.json": "./report.schema.json",
      "./custom-elements.json": "./custom-elements.json",
      "./package.json": "./package.json",
    },
  };
  return `${JSON.stringify(data, null, 2)}\n`;
}
