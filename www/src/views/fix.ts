import { html, nothing, type TemplateResult } from "lit";
import type { Copies } from "../controllers/copies.js";
import { prose } from "../prose.js";
import type { Fix } from "../report-types.js";
import type { KeyedFinding } from "../results.js";
import { RISK, SHELL } from "../words.js";
import { heading } from "./heading.js";
import { scriptBlock } from "./script.js";
import { type Shape, shape } from "./shape.js";

const RISK_SHAPE: Record<Fix["risk"], Shape> = {
  "reads-only": "pass",
  "changes-configuration": "note",
  "interrupts-mail-flow": "warning",
};

/** The ways to fix a finding, the best first and open. */
export function fixes(copies: Copies, { key, finding }: KeyedFinding, level: number): TemplateResult {
  const several = finding.fixes.length > 1;
  return html`<div class="fixes">
    ${finding.fixes.map((fix, index) => {
      const nth = several ? html`<span class="nth">${index + 1}</span>` : nothing;
      const title = html`${nth}<span>${prose(fix.title)}</span>`;
      const body = oneFix(copies, fix, `${key} fix ${index}`);
      return several
        ? html`<details class="fix" part="fix" ?open=${index === 0}>
            <summary>${heading(level, title, "fix-title")}</summary>
            ${body}
          </details>`
        : html`<div class="fix" part="fix">${heading(level, title, "fix-title")}${body}</div>`;
    })}
  </div>`;
}

function oneFix(copies: Copies, fix: Fix, key: string): TemplateResult {
  const step = (name: string, script: string, label: string, asks = false): TemplateResult | typeof nothing =>
    script.trim() === "" ? nothing : scriptBlock(copies, `${key} ${name}`, label, script, asks ? fix.answer : null);
  const folded = (name: string, script: string, label: string): TemplateResult | typeof nothing => {
    const block = step(name, script, "");
    return block === nothing ? nothing : html`<details class="folded"><summary>${label}</summary>${block}</details>`;
  };
  return html`<div class="fix-body">
    <ul class="facts" role="list">
      <li><span class="quiet">in</span> ${SHELL[fix.shell]}</li>
      ${fix.run_on === null ? nothing : html`<li><span class="quiet">on</span> <code>${fix.run_on}</code></li>`}
      <li class="risk ${fix.risk}">${shape(RISK_SHAPE[fix.risk])} ${RISK[fix.risk]}</li>
    </ul>
    ${step("backup", fix.backup, "Back up")} ${step("apply", fix.apply, applyLabel(fix), true)}
    ${folded("verify", fix.verify, "Verify that it worked")} ${folded("undo", fix.undo, "Undo")}
  </div>`;
}

function applyLabel({ shell, risk }: Fix): string {
  if (shell === "wizard" || shell === "network") return "Do this";
  return risk === "reads-only" ? "Run" : "Apply";
}
