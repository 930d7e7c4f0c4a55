// `hybrid-tls-doctor`: whoever uses it says where the WebAssembly comes from.

import { initSync } from "bundled:core";

export * from "./examination.js";

/** Starts the WebAssembly, from its bytes or from where they lie. To be awaited before the first examination. */
export async function init(module: BufferSource | URL): Promise<void> {
  initSync({ module: module instanceof URL ? await load(module) : module });
}

async function load(url: URL): Promise<BufferSource> {
  if (url.protocol === "file:") {
    // Node's fetch reads no files. The name is put together so that bundlers for the browser leave it alone.
    const node = "node:fs/promises";
    const { readFile } = (await import(/* @vite-ignore */ node)) as {
      readFile(url: URL): Promise<Uint8Array<ArrayBuffer>>;
    };
    return readFile(url);
  }
  const response = await fetch(url);
  if (!response.ok) throw new Error(`${url.href}: ${response.status}`);
  return response.arrayBuffer();
}
