import { html, nothing, type TemplateResult } from "lit";
import type { Busy, ErrorCode } from "../session.js";
import { shape } from "./shape.js";

const WHAT_TO_DO: Record<ErrorCode, string> = {
  "wasm-blocked-by-csp":
    "The policy of this page does not let the examination run. It needs 'wasm-unsafe-eval' in script-src and blob: in worker-src; where Trusted Types are required, the policies hybrid-tls-doctor and lit-html. Or show embed.html in a sandboxed frame.",
  "wasm-unsupported": "This browser does not run WebAssembly, which the examination needs. In a hardened Edge or Chrome it can be allowed for this page.",
  parse: "The examination did not finish. The evidence is still here.",
  "input-too-large": "A file is too large to be examined.",
};

/** What keeps the examination from running, or that it runs for long. */
export function trouble(
  failure: { code: ErrorCode; message: string } | null,
  note: string | null,
  busy: Busy | null,
  interrupt: () => void,
): TemplateResult | typeof nothing {
  if (failure !== null) {
    return html`<div class="trouble" role="alert">${shape("warning")}<div><p>${WHAT_TO_DO[failure.code]}</p><p class="quiet">${failure.message}</p></div></div>`;
  }
  if (busy !== null) {
    return html`<div class="trouble busy" role="status" part="status"><p>${busy.words}</p>${busy.part === null ? nothing : html`<progress .value=${busy.part} aria-label=${busy.words}></progress>`}<button type="button" @click=${interrupt}>Stop</button></div>`;
  }
  return note === null ? nothing : html`<div class="trouble" role="status">${shape("warning")}<div><p>${note}</p></div></div>`;
}
