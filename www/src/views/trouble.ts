import { html, nothing, type TemplateResult } from "lit";
import type { Trouble } from "../engine.js";
import type { Busy, Session } from "../session.js";
import { shape } from "./shape.js";

const WHAT_TO_DO: Record<Trouble, string> = {
  "wasm-blocked-by-csp":
    "The policy of this page does not let the examination run. It needs 'wasm-unsafe-eval' in script-src and blob: " +
    "in worker-src; where Trusted Types are required, the policies hybrid-tls-doctor and lit-html. Or show embed.html " +
    "in a sandboxed frame.",
  "wasm-unsupported":
    "This browser does not run WebAssembly, which the examination needs. In a hardened Edge or Chrome it can be " +
    "allowed for this page.",
  parse: "The examination did not finish. The evidence is still here.",
};

/** Of what was left out, so much is told by name. */
const TOLD = 5;

/** What keeps the examination from running, that it runs for long, or what was left out of it. */
export function trouble(session: Session): TemplateResult | typeof nothing {
  if (session.trouble !== null) return failure(session.trouble);
  if (session.busy !== null) return busy(session.busy, () => session.interrupt());
  return session.leftOut.length === 0 ? nothing : leftOut(session.leftOut);
}

function failure({ code, message }: { code: Trouble; message: string }): TemplateResult {
  return html`<div class="trouble" role="alert">
    ${shape("warning")}
    <div>
      <p>${WHAT_TO_DO[code]}</p>
      <p class="quiet">${message}</p>
    </div>
  </div>`;
}

function busy({ words, part }: Busy, stop: () => void): TemplateResult {
  return html`<div class="trouble busy" role="status" part="status">
    <p>${words}</p>
    ${part === null ? nothing : html`<progress .value=${part} aria-label=${words}></progress>`}
    <button type="button" @click=${stop}>Stop</button>
  </div>`;
}

function leftOut(told: readonly string[]): TemplateResult {
  const more = told.length - TOLD;
  return html`<div class="trouble" role="status">
    ${shape("warning")}
    <div>
      ${told.slice(0, TOLD).map((words) => html`<p>${words}</p>`)}
      ${more > 0 ? html`<p class="quiet">And ${more} more were left out.</p>` : nothing}
    </div>
  </div>`;
}
