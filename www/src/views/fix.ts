import { html, nothing, type TemplateResult } from "lit";
import { prose } from "../prose.js";
import type { Fix } from "../report-types.js";
import { RISK, SHELL } from "../words.js";
import { copyButton } from "./copy.js";
import { heading } from "./heading.js";
import type { Host, KeyedFinding } from "./host.js";
import { shape, type Shape } from "./shape.js";

const RISK_SHAPE: Record<Fix["risk"], Shape> = {
  "reads-only": "pass",
  "changes-configuration": "note",
  "interrupts-mail-flow": "warning",
};

/** Exchange asks before it replaces the default SMTP certificate; this is the cmdlet that asks. */
const ASKS = /^\s*Enable-ExchangeCertificate\b/i;

/** The ways to mend a finding, the best first and open. */
export function fixes(host: Host, { key, finding }: KeyedFinding, level: number): TemplateResult {
  const several = finding.fixes.length > 1;
  return html`<div class="fixes">
    ${finding.fixes.map((fix, index) => {
      const title = html`${several ? html`<span class="nth">${index + 1}</span>` : nothing}<span>${prose(fix.title)}</span>`;
      const body = oneFix(host, fix, `${key} fix ${index}`);
      return several
        ? html`<details class="fix" part="fix" ?open=${index === 0}>
            <summary>${heading(level, title, "fix-title")}</summary>
            ${body}
          </details>`
        : html`<div class="fix" part="fix">${heading(level, title, "fix-title")}${body}</div>`;
    })}
  </div>`;
}

function oneFix(host: Host, fix: Fix, key: string): TemplateResult {
  const step = (name: string, script: string, label: string, asks = false): TemplateResult | typeof nothing =>
    script.trim() === "" ? nothing : scriptBlock(host, `${key} ${name}`, label, script, asks ? fix.answer : null);
  const folded = (name: string, script: string, label: string): TemplateResult | typeof nothing =>
    script.trim() === ""
      ? nothing
      : html`<details class="folded"><summary>${label}</summary>${scriptBlock(host, `${key} ${name}`, "", script, null)}</details>`;
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

/** A script with its copy button; the answer to a prompt stands beside the line that asks. */
export function scriptBlock(
  host: Host,
  key: string,
  label: string,
  script: string,
  answer: string | null,
): TemplateResult {
  const text = script.replace(/\n+$/, "");
  const lines = text.split("\n");
  const asking = lines.findIndex((line) => ASKS.test(line));
  const beside = asking < 0 ? lines.length - 1 : asking;
  return html`<div class="script" part="copy">
    <div class="script-head">
      <span class="script-label">${label}</span>
      ${copyButton(host, key, text, label === "" ? "Copy" : `Copy “${label}”`)}
    </div>
    <div class="script-text" role="group" tabindex="0" aria-label=${label === "" ? "Script" : `Script: ${label}`}>
      ${lines.map(
        (line, index) =>
          html`<div class="script-line"><span class="text">${line === "" ? " " : breakable(line)}</span>${answer !== null && index === beside
              ? html`<span class="answer">answer <kbd>${answer}</kbd></span>`
              : nothing}</div>`,
      )}
    </div>
  </div>`;
}

/** A long list of properties breaks behind its commas. */
function breakable(line: string): TemplateResult {
  return html`${line.split(/(?<=,)/).map((part) => html`${part}<wbr />`)}`;
}
