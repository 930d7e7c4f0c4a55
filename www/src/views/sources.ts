import { html, nothing, type TemplateResult } from "lit";
import { repeat } from "lit/directives/repeat.js";
import type { Item } from "../items.js";
import { sizeOf } from "../protocol.js";
import type { Problem } from "../report-types.js";
import { bytes, count, understoodAs } from "../words.js";
import type { Host, Results } from "./host.js";
import { shape } from "./shape.js";

/** Problems beyond these are counted, not listed. */
const LISTED = 50;

/** What was given, and what each piece was understood as. */
export function sourceList(host: Host): TemplateResult {
  return html`<ul class="sources" role="list">
    ${repeat(
      host.items,
      ({ id }) => id,
      (item) => sourceRow(host, item),
    )}
  </ul>`;
}

function sourceRow(host: Host, item: Item): TemplateResult {
  const source = reportSource(host.results, item);
  const chosen = host.selected?.id === item.id;
  return html`<li class="source" ?data-chosen=${chosen}>
    <div class="source-row">
      <button type="button" class="source-pick" aria-pressed=${chosen ? "true" : "false"} @click=${() => host.pick(item)}>
        <span class="source-name">${item.name}${item.kind === "example" ? html` <span class="tag">example</span>` : nothing}</span>
        <span class="source-as">${source === undefined ? pending(item) : understoodAs(source)}</span>
      </button>
      <button type="button" class="icon" aria-label="Remove ${item.name}" title="Remove" @click=${() => host.remove(item)}>
        <span class="cross" aria-hidden="true"></span>
      </button>
    </div>
    ${source === undefined || source.problems.length === 0 ? nothing : problems(host, item, source.problems)}
  </li>`;
}

function problems(host: Host, item: Item, list: readonly Problem[]): TemplateResult {
  return html`<details class="problems">
    <summary>${shape("undecided")} ${count(list.length, "place")} not understood</summary>
    <ul role="list">
      ${list.slice(0, LISTED).map(
        ({ line, message }) =>
          html`<li><button type="button" class="place" @click=${() => host.showLine(item.id, line)}>line ${line}</button> ${message}</li>`,
      )}
      ${list.length > LISTED ? html`<li class="quiet">and ${list.length - LISTED} more</li>` : nothing}
    </ul>
  </details>`;
}

function pending(item: Item): string {
  if (typeof item.data === "string" && item.data.trim() === "") return "Empty so far";
  return `Being read: ${bytes(sizeOf(item.data))}`;
}

/** The report's source for an item, where the report has one. */
export function reportSource(results: Results | null, item: Item): Results["report"]["sources"][number] | undefined {
  const index = results?.items.indexOf(item.id) ?? -1;
  return index < 0 ? undefined : results?.report.sources[index];
}
