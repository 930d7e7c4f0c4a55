import { html, nothing, type TemplateResult } from "lit";
import { prose } from "../prose.js";
import type { Finding, Label } from "../report-types.js";
import { excerpt } from "../source-text.js";
import { codeLines } from "./code.js";
import type { Host, KeyedFinding, Results } from "./host.js";

/** A symptom is told by its beginning; the whole stands in its source. */
const LONGEST_SYMPTOM = 240;
/** Places beyond these are folded. */
const SHOWN = 3;

/** What proves a finding, cut from the sources. */
export function evidence(host: Host, results: Results, { key, finding }: KeyedFinding): TemplateResult {
  const excerpts = finding.labels.map((label, index) => labelExcerpt(host, results, label, `${key} ${index}`));
  const [shown, folded] = [excerpts.slice(0, SHOWN), excerpts.slice(SHOWN)];
  return html`<div class="evidence" part="evidence">
    ${shown}
    ${folded.length === 0
      ? nothing
      : html`<details><summary>${folded.length} more ${folded.length === 1 ? "place" : "places"}</summary>${folded}</details>`}
    ${explains(results, finding)}
  </div>`;
}

function labelExcerpt(host: Host, results: Results, label: Label, key: string): TemplateResult | typeof nothing {
  const source = results.texts[label.source];
  if (source === undefined) return nothing;
  const { lines, cut } = excerpt(source, label);
  const name = results.report.sources[label.source]?.name ?? "";
  return html`<figure class="excerpt ${label.role}">
    <figcaption>
      <span class="note">${prose(label.note)}</span>
      <button
        type="button"
        class="place"
        data-key=${key}
        @click=${() => host.show(label, key)}
      >
        ${name}<span class="quiet">, line ${label.start.line}</span><span class="sr">: show it in the whole text</span>
      </button>
    </figcaption>
    <div class="code" @click=${() => host.show(label, key)}>
      ${codeLines(lines)}${cut > 0 ? html`<div class="line cut"><span class="number"></span>${cut} more lines</div>` : nothing}
    </div>
  </figure>`;
}

function explains(results: Results, finding: Finding): TemplateResult | typeof nothing {
  if (finding.explains.length === 0) return nothing;
  return html`<div class="explains">
    <p>This explains what else you see:</p>
    <ul>
      ${finding.explains.map(
        ({ source, text }) =>
          html`<li><q>${text.length > LONGEST_SYMPTOM ? `${text.slice(0, LONGEST_SYMPTOM)}…` : text}</q> <span class="quiet">${results.report.sources[source]?.name ?? ""}</span></li>`,
      )}
    </ul>
  </div>`;
}
