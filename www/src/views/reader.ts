import { html, nothing, type TemplateResult } from "lit";
import { plain } from "../prose.js";
import { type Line, type SourceText, type Stretch, joined } from "../source-text.js";
import { SEVERITY } from "../words.js";
import { codeLines } from "./code.js";
import type { Host, KeyedFinding, Results } from "./host.js";
import { shape } from "./shape.js";

/** How many lines are in the document at once. */
export const WINDOW = 400;

/** A source's whole text with everything marked that a finding points at. */
export function reader(host: Host, item: number, text: SourceText): TemplateResult {
  const { results, place } = host;
  const source = results?.items.indexOf(item) ?? -1;
  const here = place !== null && place.item === item ? place : null;
  const { first } = host.window;
  const last = Math.min(host.window.last, text.lineCount);
  const owners = results === null ? new Map<number, KeyedFinding>() : linesOfFindings(results, source);
  const aside = (line: Line): unknown => {
    const owner = owners.get(line.number);
    if (owner === undefined) return nothing;
    const label = `Go to the finding: ${SEVERITY[owner.finding.severity]}, ${plain(owner.finding.title)}`;
    return html`<button type="button" class="to-finding ${owner.finding.severity}" title=${label} aria-label=${label} @click=${() => host.goTo(owner.key)}>
      ${shape(owner.finding.severity)}
    </button>`;
  };
  const stretches = results === null || source < 0 ? [] : marks(results, source, here);
  return html`
    ${here !== null && here.from !== null
      ? html`<div class="reader-bar"><button type="button" class="plain" @click=${() => host.back()}>← Back to the finding</button></div>`
      : nothing}
    <div class="code reader" role="region" aria-label="Text of the chosen source" tabindex="0">
      ${first > 1 ? html`<button type="button" class="more" @click=${() => host.earlier()}>Show earlier lines</button>` : nothing}
      ${codeLines(text.lines(first, last, stretches), aside, here?.line)}
      ${last < text.lineCount
        ? html`<button type="button" class="more" @click=${() => host.later()}>Show later lines (${(text.lineCount - last).toLocaleString("en")} more)</button>`
        : nothing}
    </div>
  `;
}

/** What is marked: every place of every finding, and the chosen one. */
function marks(results: Results, source: number, place: Stretch | null): Stretch[] {
  const all: Stretch[] = results.findings.flatMap(({ finding }) =>
    finding.labels
      .filter((label) => label.source === source)
      .map((label) => ({ start: label.start.offset, end: label.end.offset })),
  );
  if (place !== null && place.end > place.start) all.push({ start: place.start, end: place.end });
  return joined(all);
}

function linesOfFindings(results: Results, source: number): Map<number, KeyedFinding> {
  const owners = new Map<number, KeyedFinding>();
  for (const keyed of results.findings) {
    for (const label of keyed.finding.labels) {
      if (label.source === source && !owners.has(label.start.line)) owners.set(label.start.line, keyed);
    }
  }
  return owners;
}
