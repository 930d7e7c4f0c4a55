import { html, nothing, type TemplateResult } from "lit";
import type { Copies } from "../controllers/copies.js";
import { copyButton } from "./copy.js";

/** Exchange asks before it replaces the default SMTP certificate; this is the cmdlet that asks. */
const ASKS = /^\s*Enable-ExchangeCertificate\b/i;

/** A script with its copy button; the answer to a prompt stands beside the line that asks. */
export function scriptBlock(
  copies: Copies,
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
      ${copyButton(copies, key, text, label === "" ? "Copy" : `Copy “${label}”`)}
    </div>
    <div class="script-text" role="group" tabindex="0" aria-label=${label === "" ? "Script" : `Script: ${label}`}>
      ${lines.map(
        (line, index) =>
          html`<div class="script-line"><span class="text">${line === "" ? " " : breakable(line)}</span>${
            answer !== null && index === beside
              ? html`<span class="answer">answer <kbd>${answer}</kbd></span>`
              : nothing
          }</div>`,
      )}
    </div>
  </div>`;
}

/** A long list of properties breaks after its commas. */
function breakable(line: string): TemplateResult {
  return html`${line.split(/(?<=,)/).map((part) => html`${part}<wbr />`)}`;
}
