import { html, nothing, type TemplateResult } from "lit";
import type { Controllers } from "../controllers/index.js";
import type { Item } from "../items.js";
import { sizeOf } from "../protocol.js";
import type { Problem } from "../report-types.js";
import type { Results } from "../results.js";
import { bytes, count, understoodAs } from "../words.js";
import { gradually } from "./gradually.js";
import { shape } from "./shape.js";

/** Sources that are drawn at once; more do not fit beside the answer. */
const FIRST_SOURCES = 12;
/** Problems beyond these are counted, not listed. */
const LISTED = 50;

/** What was given, and what each piece was understood as. */
export function sourceList(ui: Controllers, results: Results): TemplateResult {
  return html`<ul class="sources" role="list">
    ${gradually(
      ui.session.items.all,
      FIRST_SOURCES,
      ({ id }) => id,
      (item) => sourceRow(ui, results, item),
      ui.cards.printing,
    )}
  </ul>`;
}

function sourceRow(ui: Controllers, results: Results, item: Item): TemplateResult {
  const { intake, selection } = ui;
  const source = results.sourceOf(item.id);
  const chosen = selection.item?.id === item.id;
  const example = item.kind === "example" ? html` <span class="tag">example</span>` : nothing;
  return html`<li class="source" ?data-chosen=${chosen}>
    <div class="source-row">
      <button
        type="button"
        class="source-pick"
        aria-pressed=${chosen ? "true" : "false"}
        @click=${() => selection.pick(item)}
      >
        <span class="source-name">${item.name}${example}</span>
        <span class="source-as">${source === undefined ? pending(item) : understoodAs(source)}</span>
      </button>
      <button
        type="button"
        class="icon"
        aria-label="Remove ${item.name}"
        title="Remove"
        @click=${() => intake.remove(item)}
      >
        <span class="cross" aria-hidden="true"></span>
      </button>
    </div>
    ${
      source === undefined || source.problems.length === 0
        ? nothing
        : problems(source.problems, (line) => selection.showLine(item.id, line))
    }
  </li>`;
}

function problems(list: readonly Problem[], show: (line: number) => void): TemplateResult {
  const rest = list.length - LISTED;
  return html`<details class="problems">
    <summary>${shape("undecided")} ${count(list.length, "place")} not understood</summary>
    <ul role="list">
      ${list.slice(0, LISTED).map(({ line, message }) => {
        const place = html`<button type="button" class="place" @click=${() => show(line)}>line ${line}</button>`;
        return html`<li>${place} ${message}</li>`;
      })}
      ${rest > 0 ? html`<li class="quiet">and ${rest} more</li>` : nothing}
    </ul>
  </details>`;
}

function pending(item: Item): string {
  if (typeof item.data === "string" && item.data.trim() === "") return "Empty so far";
  return `Being read: ${bytes(sizeOf(item.data))}`;
}
