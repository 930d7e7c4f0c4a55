// What the build adds to esbuild: the modules that exist only in the bundle, and the check that nothing navigates.

import { readFile } from "node:fs/promises";
import { relative, sep } from "node:path";
import { deflateRawSync } from "node:zlib";

/**
 * The modules of `src/bundled.d.ts`: `contents` maps each name to the text of its module. Imports in them are
 * resolved from `folder`.
 */
export function bundledModules(folder, contents) {
  return {
    name: "bundled modules",
    setup(build) {
      build.onResolve({ filter: /^bundled:/ }, ({ path }) => ({ path, namespace: "bundled" }));
      build.onLoad({ filter: /.*/, namespace: "bundled" }, async ({ path }) => {
        const module = contents[path];
        if (module === undefined) return { errors: [{ text: `${path} is not part of this bundle` }] };
        return { contents: await module(), loader: "js", resolveDir: folder };
      });
    },
  };
}

/**
 * A module whose default export are these bytes. They are deflated first: base64 makes them longer by a third,
 * and the offline file carries no transport compression. The inflater is a synchronous one, so that a worker
 * listens from its first moment on.
 */
export function bytesModule(bytes) {
  const text = deflateRawSync(bytes, { level: 9 }).toString("base64");
  return [
    `import { inflateSync } from "fflate";`,
    `const deflated = Uint8Array.from(atob("${text}"), (character) => character.charCodeAt(0));`,
    `export default inflateSync(deflated, { out: new Uint8Array(${bytes.length}) });`,
  ].join("\n");
}

// The page's policy forbids every request, but no policy forbids a page to go elsewhere and to take what was
// pasted along in the address. What could do that is forbidden here.
const NAVIGATION = [
  [/\blocation\b\s*(?:=[^=]|\.\s*(?:assign|replace|href|search|hash|pathname|host|reload)\b)/, "sets the location"],
  [/\b(?:window|globalThis|self|document)\s*\.\s*(?:open|location|navigation)\b/, "opens or navigates"],
  [/\b(?:history|navigation)\s*\.\s*\w+/, "navigates"],
  [/\brel\s*=\s*["']?(?:preconnect|prefetch|prerender|dns-prefetch|preload|modulepreload)/, "connects ahead"],
  [/\b(?:href|src|srcset|action|formaction|ping|data)\s*=\s*["']?\$\{/, "puts a value into an address"],
  [/\.(?:href|src|srcset|action|formAction|ping)\s*=[^=]/, "puts a value into an address"],
  [/\.\s*submit\s*\(|requestSubmit/, "submits a form"],
  [/http-equiv\s*=\s*["']?refresh/i, "navigates"],
  [
    /\b(?:innerHTML|outerHTML|insertAdjacentHTML|unsafeHTML|unsafeSVG|srcdoc)\b|document\s*\.\s*write/,
    "makes markup from text",
  ],
];

/** A line with this mark, or the line above it, says why it may. */
const MARK = /navigation: \S+/;

/** Refuses sources below `folder`, our own, that could make the page go elsewhere. */
export function nothingNavigates(folder) {
  return {
    name: "nothing navigates",
    setup(build) {
      build.onLoad({ filter: /\.(?:ts|js|mjs)$/ }, async ({ path }) => {
        const name = relative(folder, path);
        if (name.startsWith("..") || name.split(sep).includes("node_modules")) return undefined;
        const errors = navigations(await readFile(path, "utf8")).map(({ line, text, what }) => ({
          text: `${what}; a line that must says why: // navigation: …`,
          location: { file: path, line, lineText: text },
        }));
        return errors.length > 0 ? { errors } : undefined;
      });
    },
  };
}

/** The lines of a source that could make the page go elsewhere. */
export function navigations(source) {
  const lines = source.split("\n");
  const found = [];
  lines.forEach((text, index) => {
    const code = text.replace(/^\s*(?:\/\/|\*|\/\*).*/, "");
    const hit = NAVIGATION.find(([pattern]) => pattern.test(code));
    const marked = MARK.test(text) || MARK.test(lines[index - 1] ?? "");
    if (hit && !marked) found.push({ line: index + 1, text, what: hit[1] });
  });
  return found;
}
