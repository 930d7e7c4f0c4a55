import { html, nothing, type TemplateResult } from "lit";
import type { Controllers } from "../controllers/index.js";
import type { Place } from "../controllers/selection.js";
import { plain } from "../prose.js";
import type { KeyedFinding, Marks } from "../results.js";
import { joined, type Line, type SourceText, type Stretch } from "../source-text.js";
import { SEVERITY } from "../words.js";
import { codeLine } from "./code.js";
import { gradually } from "./gradually.js";
import { shape } from "./shape.js";

/** Lines that are drawn at once where one has not come for a place; more do not fit into the pane. */
const FIRST_LINES = 48;

/** A source's whole text with everything marked that a finding points at. */
export function reader(ui: Controllers, item: number, text: SourceText): TemplateResult {
  const { selection, session } = ui;
  const marks = session.results?.marksIn(item);
  const here = selection.place?.item === item ? selection.place : null;
  const { first } = selection.window;
  const last = Math.min(selection.window.last, text.lineCount);
  const row = (line: Line): TemplateResult => {
    const owner = marks?.owners.get(line.number);
    const aside = owner === undefined ? nothing : toFinding(owner, () => ui.cards.goTo(owner.key));
    return codeLine(line, aside, line.number === here?.line);
  };
  const lines = text.lines(first, last, marked(marks, here));
  const after = `Show later lines (${(text.lineCount - last).toLocaleString("en")} more)`;
  return html`
    ${here === null || here.from === null ? nothing : wayBack(() => selection.back())}
    <div class="code reader" role="region" aria-label="Text of the chosen source" tabindex="0">
      ${first > 1 ? more("Show earlier lines", () => selection.earlier()) : nothing}
      ${gradually(lines, FIRST_LINES, (_, index) => first + index, row, !selection.atTop)}
      ${last < text.lineCount ? more(after, () => selection.later()) : nothing}
    </div>
  `;
}

/** What is marked: every place of every finding, and the chosen one. */
function marked(marks: Marks | undefined, here: Place | null): readonly Stretch[] {
  const stretches = marks?.stretches ?? [];
  return here !== null && here.end > here.start ? joined([...stretches, here]) : stretches;
}

function toFinding({ finding }: KeyedFinding, go: () => void): TemplateResult {
  const { severity, title } = finding;
  const label = `Go to the finding: ${SEVERITY[severity]}, ${plain(title)}`;
  return html`<button type="button" class="to-finding ${severity}" title=${label} aria-label=${label} @click=${go}>
    ${shape(severity)}
  </button>`;
}

function wayBack(go: () => void): TemplateResult {
  return html`<div class="reader-bar">
    <button type="button" class="plain" @click=${go}>← Back to the finding</button>
  </div>`;
}

function more(words: string, show: () => void): TemplateResult {
  return html`<button type="button" class="more" @click=${show}>${words}</button>`;
}
