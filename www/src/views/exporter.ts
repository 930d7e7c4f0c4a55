import { html, type TemplateResult } from "lit";
import { saveText } from "../clipboard.js";
import type { Controllers } from "../controllers/index.js";
import type { Results } from "../results.js";
import { count } from "../words.js";
import { copyButton } from "./copy.js";

/** The menu by which a report is taken elsewhere. */
export function exporter(ui: Controllers, { report }: Results): TemplateResult {
  const name = `hybrid-tls-doctor-${report.judged_at.slice(0, 10)}`;
  const sources = count(ui.session.items.all.length, "source");
  return html`<details class="export" part="export" @focusout=${closeOnLeave} @keydown=${closeOnEscape}>
    <summary>Export</summary>
    <div class="export-menu" tabindex="-1">
      <ul role="list">
        ${format(ui, "Markdown", "markdown", `${name}.md`, "text/markdown")}
        ${format(ui, "JSON", "json", `${name}.json`, "application/json")}
      </ul>
      <p class="quiet">It holds names and addresses as they stand in ${sources}.</p>
    </div>
  </details>`;
}

function format(
  ui: Controllers,
  words: string,
  format: "markdown" | "json",
  file: string,
  type: string,
): TemplateResult {
  const text = (): Promise<string | null> => ui.exportReport(format);
  const save = async (): Promise<void> => {
    const written = await text();
    if (written !== null) saveText(written, file, type);
  };
  return html`<li>
    <span>${words}</span>
    ${copyButton(ui.copies, `export ${format}`, text, `Copy the report as ${words}`)}
    <button type="button" aria-label="Save the report as ${words}" @click=${save}>Save</button>
  </li>`;
}

/** The menu lies over the findings, so it closes when one goes elsewhere. */
function closeOnLeave(event: FocusEvent): void {
  const menu = event.currentTarget as HTMLDetailsElement;
  if (!(event.relatedTarget instanceof Node && menu.contains(event.relatedTarget))) menu.open = false;
}

function closeOnEscape(event: KeyboardEvent): void {
  const menu = event.currentTarget as HTMLDetailsElement;
  if (event.key !== "Escape" || !menu.open) return;
  menu.open = false;
  menu.querySelector("summary")?.focus();
}
