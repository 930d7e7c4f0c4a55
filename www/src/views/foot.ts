import about from "bundled:about";
import { html, nothing, type TemplateResult } from "lit";
import type { Controllers } from "../controllers/index.js";
import { proof } from "./proof.js";

/** The proof of the promise, and which build this is. */
export function foot({ options, requests }: Controllers): TemplateResult {
  const commit = about.commit === "" ? nothing : html` · ${about.commit}`;
  return html`<div class="foot">
    ${options.mode === "full" ? proof(requests) : nothing}
    <p class="build">Hybrid TLS Doctor ${about.version}${commit} · rules of ${about.rulesReviewed}</p>
    <slot name="footer"></slot>
  </div>`;
}
