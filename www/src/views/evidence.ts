import { html, nothing, type TemplateResult } from "lit";
import type { Selection } from "../controllers/selection.js";
import { prose } from "../prose.js";
import type { Explained, Label } from "../report-types.js";
import type { KeyedFinding, Results } from "../results.js";
import { excerpt } from "../source-text.js";
import { count } from "../words.js";
import { codeLine } from "./code.js";

/** A symptom is told by its beginning; the whole stands in its source. */
const LONGEST_SYMPTOM = 240;
/** Places beyond these are folded. */
const SHOWN = 3;

/** What proves a finding, cut from the sources. */
export function evidence(selection: Selection, results: Results, { key, finding }: KeyedFinding): TemplateResult {
  const excerpts = finding.labels.map((label, index) => labelExcerpt(selection, results, label, `${key} ${index}`));
  const [shown, folded] = [excerpts.slice(0, SHOWN), excerpts.slice(SHOWN)];
  return html`<div class="evidence" part="evidence">
    ${shown}
    ${
      folded.length === 0
        ? nothing
        : html`<details><summary>${count(folded.length, "more place", "more places")}</summary>${folded}</details>`
    }
    ${explains(results, finding.explains)}
  </div>`;
}

function labelExcerpt(
  selection: Selection,
  results: Results,
  label: Label,
  key: string,
): TemplateResult | typeof nothing {
  const text = results.textOf(label.source);
  if (text === undefined) return nothing;
  const { lines, cut } = excerpt(text, label);
  const rest = html`<div class="line cut"><span class="number"></span>${cut} more lines</div>`;
  const show = (): void => selection.show(label, key);
  return html`<figure class="excerpt ${label.role}">
    <figcaption>
      <span class="note">${prose(label.note)}</span>
      <button
        type="button"
        class="place"
        data-key=${key}
        @click=${show}
      >
        ${results.nameOf(label.source)}<span class="quiet">, line ${label.start.line}</span><span class="sr">: show it in the whole text</span>
      </button>
    </figcaption>
    <div class="code" @click=${show}>
      ${lines.map((line) => codeLine(line))}${cut > 0 ? rest : nothing}
    </div>
  </figure>`;
}

function explains(results: Results, symptoms: readonly Explained[]): TemplateResult | typeof nothing {
  if (symptoms.length === 0) return nothing;
  return html`<div class="explains">
    <p>This explains what else you see:</p>
    <ul>
      ${symptoms.map(({ source, text }) => {
        const beginning = text.length > LONGEST_SYMPTOM ? `${text.slice(0, LONGEST_SYMPTOM)}…` : text;
        return html`<li><q>${beginning}</q> <span class="quiet">${results.nameOf(source)}</span></li>`;
      })}
    </ul>
  </div>`;
}
