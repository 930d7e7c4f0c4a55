import { html, nothing, type TemplateResult } from "lit";
import { type Canary, type Requests, statedPolicy } from "../controllers/requests.js";
import { count } from "../words.js";
import { shape } from "./shape.js";

const CANARY: Record<Canary, TemplateResult> = {
  "refused-by-policy": html`${shape("pass")} The browser refused it: the page’s policy forbids every request.`,
  "failed-otherwise": html`${shape("undecided")} It failed, but not by a policy of this page. The page around this tool
    sets none that forbids requests.`,
  "went-out": html`${shape("warning")} It was let out. The page around this tool does not forbid requests; use the hosted
    page or the offline file.`,
};

/** How one sees for oneself that nothing is uploaded. */
export function proof(requests: Requests): TemplateResult {
  const { canary, made, refused } = requests;
  const trying = canary === "trying";
  return html`<details class="proof">
    <summary>Proof that nothing is uploaded</summary>
    <dl>
      <dt>Policy in force</dt>
      <dd>${policy(statedPolicy())}</dd>
      <dt>A request that must fail</dt>
      <dd>
        <button type="button" ?disabled=${trying} @click=${() => requests.tryCanary()}>Try to send one</button>
        <span role="status" class="canary">${canary === null || trying ? nothing : CANARY[canary]}</span>
      </dd>
      <dt>Requests since this tool was loaded</dt>
      <dd><strong>${made}</strong>${refused === 0 ? nothing : html`, and ${count(refused, "attempt")} refused`}</dd>
      <dt>Without trusting this page</dt>
      <dd>
        Open the developer tools, choose Network, and examine something. Or pull the network cable out: everything works
        as before.
      </dd>
    </dl>
  </details>`;
}

function policy(stated: string | null): TemplateResult {
  if (stated === null) {
    return html`This page states none in itself. One sent by its server cannot be read from here; the test below shows
      what it does.`;
  }
  const directives = stated
    .split(";")
    .map((directive) => directive.trim())
    .filter((directive) => directive !== "");
  return html`<ul class="policy" role="list">
    ${directives.map((directive) => html`<li><code>${directive}</code></li>`)}
  </ul>`;
}
