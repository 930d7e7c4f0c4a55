import { html, nothing, type TemplateResult } from "lit";
import type { Trouble } from "../engine.js";
import type { Busy } from "../session.js";
import { shape } from "./shape.js";

const WHAT_TO_DO: Record<Trouble, string> = {
  "wasm-blocked-by-csp":
    "The policy of this page does not let the examination run. It needs 'wasm-unsafe-eval' in script-src and blob: in worker-src; where Trusted Types are required, the policies hybrid-tls-doctor and lit-html. Or show embed.html in a sandboxed frame.",
  "wasm-unsupported": "This browser does not run WebAssembly, which the examination needs. In a hardened Edge or Chrome it can be allowed for this page.",
  parse: "The examination did not finish. The evidence is still here.",
};

/** Of what was left out, so much is told by name. */
const TOLD = 5;

/** What keeps the examination from running, or that it runs for long. */
export function trouble(
  failure: { code: Trouble; message: string } | null,
  leftOut: readonly string[],
  busy: Busy | null,
  interrupt: () => void,
): TemplateResult | typeof nothing {
  if (failure !== null) {
    return html`<div class="trouble" role="alert">${shape("warning")}<div><p>${WHAT_TO_DO[failure.code]}</p><p class="quiet">${failure.message}</p></div></div>`;
  }
  if (busy !== null) {
    return html`<div class="trouble busy" role="status" part="status"><p>${busy.words}</p>${busy.part === null ? nothing : html`<progress .value=${busy.part} aria-label=${busy.words}></progress>`}<button type="button" @click=${interrupt}>Stop</button></div>`;
  }
  if (leftOut.length === 0) return nothing;
  const more = leftOut.length - TOLD;
  return html`<div class="trouble" role="status">${shape("warning")}<div>
    ${leftOut.slice(0, TOLD).map((words) => html`<p>${words}</p>`)}${more > 0 ? html`<p class="quiet">And ${more} more were left out.</p>` : nothing}
  </div></div>`;
}
