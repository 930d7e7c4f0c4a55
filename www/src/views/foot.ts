import { html, nothing, type TemplateResult } from "lit";
import about from "bundled:about";
import type { Host } from "./host.js";
import { proof } from "./proof.js";

/** The proof of the promise, and which build this is. */
export function foot(host: Host): TemplateResult {
  return html`<div class="foot">
    ${host.mode === "full" ? proof(host.requests, host.canary, () => void host.tryCanary()) : nothing}
    <p class="build">
      Hybrid TLS Doctor ${about.version}${about.commit === "" ? nothing : html` · ${about.commit}`} · rules of ${about.rulesReviewed}
    </p>
    <slot name="footer"></slot>
  </div>`;
}
