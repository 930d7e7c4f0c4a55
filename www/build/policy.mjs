// The page's policy: everything is forbidden, and then what the page needs is allowed.

import { createHash } from "node:crypto";

/** How a policy names an inline script. */
export function hash(text) {
  return `'sha256-${createHash("sha256").update(text, "utf8").digest("base64")}'`;
}

/** The Trusted Types policies that a bundle makes; it may make no others. */
export function trustedTypes(script) {
  const names = [...script.matchAll(/\.createPolicy\(\s*["'`]([\w-]+)["'`]/g)].map(([, name]) => name);
  return [...new Set(names)].sort();
}

/** A policy as text. */
export function policy({ scripts, images, trusted }) {
  return [
    "default-src 'none'",
    `script-src ${[...scripts, "'wasm-unsafe-eval'"].join(" ")}`,
    // Constructable style sheets, which the element and the page use, are not subject to it.
    "style-src 'none'",
    `img-src ${images.join(" ")}`,
    "worker-src blob:",
    "connect-src 'none'",
    "base-uri 'none'",
    "form-action 'none'",
    "require-trusted-types-for 'script'",
    `trusted-types ${trusted.join(" ")}`,
  ].join("; ");
}
