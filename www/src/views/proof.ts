import { html, nothing, type TemplateResult } from "lit";
import { type Canary, type Requests, statedPolicy } from "../requests.js";
import { count } from "../words.js";
import { shape } from "./shape.js";

const CANARY: Record<Canary, TemplateResult> = {
  "refused-by-policy": html`${shape("pass")} The browser refused it: the page’s policy forbids every request.`,
  "failed-otherwise": html`${shape("undecided")} It failed, but not by a policy of this page. The page around this tool sets none that forbids requests.`,
  "went-out": html`${shape("warning")} It was let out. The page around this tool does not forbid requests; use the hosted page or the offline file.`,
};

/** How one sees for oneself that nothing is uploaded. */
export function proof(requests: Requests, canary: Canary | "trying" | null, tryCanary: () => void): TemplateResult {
  const policy = statedPolicy();
  return html`<details class="proof">
    <summary>Proof that nothing is uploaded</summary>
    <dl>
      <dt>Policy in force</dt>
      <dd>
        ${policy === null
          ? html`This page states none in itself. One sent by its server cannot be read from here; the test below shows what it does.`
          : html`<ul class="policy" role="list">
              ${policy.split(";").map((directive) => (directive.trim() === "" ? nothing : html`<li><code>${directive.trim()}</code></li>`))}
            </ul>`}
      </dd>
      <dt>A request that must fail</dt>
      <dd>
        <button type="button" ?disabled=${canary === "trying"} @click=${tryCanary}>Try to send one</button>
        <span role="status" class="canary">${canary === null || canary === "trying" ? nothing : CANARY[canary]}</span>
      </dd>
      <dt>Requests since this tool was loaded</dt>
      <dd><strong>${requests.made}</strong>${requests.refused === 0 ? nothing : html`, and ${count(requests.refused, "attempt")} refused`}</dd>
      <dt>Without trusting this page</dt>
      <dd>
        Open the developer tools, choose Network, and examine something. Or pull the network cable out: everything works as before.
      </dd>
    </dl>
  </details>`;
}
