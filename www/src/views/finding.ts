import rules from "bundled:rules";
import { html, nothing, type TemplateResult } from "lit";
import type { Controllers } from "../controllers/index.js";
import { link, page } from "../markdown.js";
import { prose } from "../prose.js";
import type { Citation, Finding } from "../report-types.js";
import type { KeyedFinding, Results } from "../results.js";
import { SEVERITY } from "../words.js";
import { evidence } from "./evidence.js";
import { fixes } from "./fix.js";
import { heading } from "./heading.js";
import { shape } from "./shape.js";

const CONFIDENCE: Record<Finding["confidence"], string> = {
  certain: "",
  likely: "likely: joined from several pieces of evidence",
  possible: "possible: a pattern in an error text",
};

/** A finding as a card that opens. */
export function findingCard(ui: Controllers, results: Results, keyed: KeyedFinding, index: number): TemplateResult {
  const { key, finding } = keyed;
  const open = ui.cards.isOpen(key);
  const id = `finding-${index}`;
  const head = html`<button
    type="button"
    class="finding-head"
    aria-expanded=${open ? "true" : "false"}
    aria-controls=${id}
    @click=${() => ui.cards.toggle(key)}
  >
    <span class="severity" part="severity">${shape(finding.severity)} ${SEVERITY[finding.severity]}</span>
    <span class="title">${prose(finding.title)}</span>
    <span class="chevron" aria-hidden="true"></span>
  </button>`;
  return html`<li class="finding ${finding.severity}" part="finding" data-finding=${key}>
    ${heading(ui.options.level + 1, head, "finding-heading")}
    <div id=${id} class="finding-body" ?hidden=${!open}>${open ? body(ui, results, keyed) : nothing}</div>
  </li>`;
}

function body(ui: Controllers, results: Results, keyed: KeyedFinding): TemplateResult {
  const { finding } = keyed;
  const level = ui.options.level + 2;
  const fixTitle = finding.fixes.length === 1 ? "Fix" : "Fix, in this order; alternatives are marked";
  const confidence = CONFIDENCE[finding.confidence];
  return html`
    <div class="why">${finding.why.map((paragraph) => html`<p>${prose(paragraph)}</p>`)}
      ${confidence === "" ? nothing : html`<p class="confidence">This is ${confidence}.</p>`}</div>
    ${heading(level, "Evidence", "label")} ${evidence(ui.selection, results, keyed)}
    ${
      finding.fixes.length === 0
        ? nothing
        : html`${heading(level, fixTitle, "label")} ${fixes(ui.copies, keyed, level + 1)}`
    }
    <div class="footing">${citations(finding.citations)} ${aboutRule(finding.rule, level)}</div>
  `;
}

function citations(list: readonly Citation[]): TemplateResult | typeof nothing {
  if (list.length === 0) return nothing;
  return html`<div class="citations">
    <span class="footing-label">Sources</span>
    <ul role="list">
      ${list.map(({ title, kb, url }) => {
        const number = kb === null ? nothing : html` <span class="quiet">KB ${kb}</span>`;
        return html`<li>${link(url, title)}${number}</li>`;
      })}
    </ul>
  </div>`;
}

/** A rule's own page, on demand. */
export function aboutRule(name: string, level: number): TemplateResult | typeof nothing {
  const rule = rules.find((candidate) => candidate.name === name);
  if (rule === undefined) return nothing;
  return html`<details class="about">
    <summary>About the rule <code>${name}</code></summary>
    <div class="about-page">${page(rule.documentation, level)}</div>
  </details>`;
}
