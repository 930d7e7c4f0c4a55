import { html, nothing, type TemplateResult } from "lit";
import type { Controllers } from "../controllers/index.js";
import type { Results } from "../results.js";
import { passed, undecided } from "./checks.js";
import { exporter } from "./exporter.js";
import { findingCard } from "./finding.js";
import { gradually } from "./gradually.js";
import { heading } from "./heading.js";
import { lanes } from "./lanes.js";
import { shape } from "./shape.js";

/** Cards that are drawn at once; more do not fit into a window. */
const FIRST_CARDS = 8;

/** The answer first: the lanes, what to fix in which order, what is fine, what is undecided. */
export function answerSide(ui: Controllers, results: Results): TemplateResult {
  const { report } = results;
  const { level } = ui.options;
  return html`<section class="answer" aria-label="Answer">
    ${privateKey(results)} ${lanes(report, level)} ${findings(ui, results)}
    ${passed(report, level)} ${undecided(ui, report)}
    <p class="judged">Judged by ${moment(report.judged_at)}${examplesOnly(ui) ? ", the day of the example" : ""}.</p>
  </section>`;
}

function findings(ui: Controllers, results: Results): TemplateResult {
  const shown = ui.shown(results);
  const title = shown.length === 0 ? "No findings" : "To fix, in this order";
  const number = shown.length > 1 ? html` <span class="number-of">${shown.length}</span>` : nothing;
  const cards = (): unknown =>
    gradually(
      shown,
      FIRST_CARDS,
      ({ key }) => key,
      (keyed, index) => findingCard(ui, results, keyed, index),
      ui.cards.printing,
    );
  return html`<section class="findings" part="findings">
    <div class="side-head">${heading(ui.options.level, html`${title}${number}`, "section")} ${exporter(ui, results)}</div>
    ${
      shown.length === 0
        ? html`<p class="none">Nothing was found in what could be looked at.</p>`
        : html`<ol role="list" class="cards">${cards()}</ol>`
    }
  </section>`;
}

/** A private key among the evidence is urgent, wherever its finding stands. */
function privateKey(results: Results): TemplateResult | typeof nothing {
  if (!results.findings.some(({ finding }) => finding.rule === "private-key-pasted")) return nothing;
  return html`<div class="trouble key" role="alert">
    ${shape("warning")}
    <div>
      <p>
        <strong>There is a private key among the evidence.</strong> It was dropped without being read and left this
        computer by no way of ours. Clear the clipboard, and delete the copy you took it from.
      </p>
    </div>
  </div>`;
}

function examplesOnly({ session }: Controllers): boolean {
  return session.items.all.every(({ kind }) => kind === "example");
}

function moment(rfc3339: string): TemplateResult {
  const date = new Date(rfc3339);
  const words = Number.isNaN(date.getTime())
    ? rfc3339
    : date.toLocaleString("en-GB", { dateStyle: "long", timeStyle: "short", timeZone: "UTC" });
  return html`<time datetime=${rfc3339}>${words} UTC</time>`;
}
