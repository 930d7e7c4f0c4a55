import { html, nothing, type TemplateResult } from "lit";
import { repeat } from "lit/directives/repeat.js";
import { saveText } from "../clipboard.js";
import type { Severity } from "../report-types.js";
import { count } from "../words.js";
import { passed, undecided } from "./checks.js";
import { copyButton } from "./copy.js";
import { findingCard } from "./finding.js";
import { heading } from "./heading.js";
import type { Host, Results } from "./host.js";
import { lanes } from "./lanes.js";
import { shape } from "./shape.js";

const GRAVITY: Record<Severity, number> = { note: 0, warning: 1, error: 2 };

/** The answer first: the lanes, what to mend in which order, what is fine, what is undecided. */
export function answerSide(host: Host, results: Results): TemplateResult {
  const { report } = results;
  const least = GRAVITY[host.minSeverity] ?? 0;
  const shown = results.findings.filter(({ finding }) => GRAVITY[finding.severity] >= least);
  return html`<section class="answer" aria-label="Answer">
    ${privateKey(results)} ${lanes(report, host.level)}
    <section class="findings" part="findings">
      <div class="side-head">
        ${heading(host.level, html`${shown.length === 0 ? "No findings" : "To mend, in this order"}${shown.length > 1 ? html` <span class="number-of">${shown.length}</span>` : nothing}`, "section")}
        ${exporter(host, results)}
      </div>
      ${shown.length === 0
        ? html`<p class="none">Nothing was found in what could be looked at.</p>`
        : html`<ol role="list" class="cards">${repeat(shown, ({ key }) => key, (keyed) => findingCard(host, results, keyed))}</ol>`}
    </section>
    ${passed(report, host.level)} ${undecided(host, report, host.level)}
    <p class="judged">Judged by ${moment(report.judged_at)}${examplesOnly(host) ? ", the day of the example" : ""}.</p>
  </section>`;
}

/** A private key among the evidence is urgent, wherever its finding stands. */
function privateKey(results: Results): TemplateResult | typeof nothing {
  const found = results.findings.filter(({ finding }) => finding.rule === "private-key-pasted");
  if (found.length === 0) return nothing;
  return html`<div class="trouble key" role="alert">
    ${shape("warning")}
    <div>
      <p><strong>There is a private key among the evidence.</strong> It was dropped without being read and left this computer by no way of ours. Clear the clipboard, and delete the copy you took it from.</p>
    </div>
  </div>`;
}

function exporter(host: Host, { report }: Results): TemplateResult {
  const name = `hybrid-tls-doctor-${report.judged_at.slice(0, 10)}`;
  const row = (words: string, format: "markdown" | "json", file: string, type: string): TemplateResult =>
    html`<li>
      <span>${words}</span>
      ${copyButton(host, `export ${format}`, () => host.exportReport(format), `Copy the report as ${words}`)}
      <button type="button" aria-label="Save the report as ${words}" @click=${async () => {
        const text = await host.exportReport(format);
        if (text !== null) saveText(text, file, type);
      }}>Save</button>
    </li>`;
  return html`<details class="export" part="export" @focusout=${leave} @keydown=${escape}>
    <summary>Export</summary>
    <div class="export-menu" tabindex="-1">
      <ul role="list">
        ${row("Markdown", "markdown", `${name}.md`, "text/markdown")} ${row("JSON", "json", `${name}.json`, "application/json")}
      </ul>
      <p class="quiet">It holds names and addresses as they stand in ${count(host.items.length, "source")}.</p>
    </div>
  </details>`;
}

/** The menu lies over the findings, so it closes when one goes elsewhere. */
function leave(event: FocusEvent): void {
  const menu = event.currentTarget as HTMLDetailsElement;
  if (!(event.relatedTarget instanceof Node && menu.contains(event.relatedTarget))) menu.open = false;
}

function escape(event: KeyboardEvent): void {
  const menu = event.currentTarget as HTMLDetailsElement;
  if (event.key !== "Escape" || !menu.open) return;
  menu.open = false;
  menu.querySelector("summary")?.focus();
}

function examplesOnly(host: Host): boolean {
  return host.items.every(({ kind }) => kind === "example");
}

function moment(rfc3339: string): TemplateResult {
  const date = new Date(rfc3339);
  const words = Number.isNaN(date.getTime())
    ? rfc3339
    : date.toLocaleString("en-GB", { dateStyle: "long", timeStyle: "short", timeZone: "UTC" });
  return html`<time datetime=${rfc3339}>${words} UTC</time>`;
}
