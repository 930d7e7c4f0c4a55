import { html, nothing, type TemplateResult } from "lit";
import { keyed } from "lit/directives/keyed.js";
import type { Controllers } from "../controllers/index.js";
import type { Item } from "../items.js";
import type { Results } from "../results.js";
import { SourceText } from "../source-text.js";
import { collector } from "./collector.js";
import { heading } from "./heading.js";
import { examples, field, filePicker, hints, privacy } from "./intake.js";
import { reader } from "./reader.js";
import { sourceList } from "./sources.js";

/** Everything that was given, and the ways to give more. */
export function evidenceSide(ui: Controllers): TemplateResult {
  const { results } = ui.session;
  const empty = results === null;
  // One template for both, so that the field stays the same, and keeps the focus, when the answer comes.
  return html`<section class="evidence-side" aria-label="Evidence">
    ${empty ? nothing : given(ui, results)}
    <div class="pane" part=${empty ? "drop" : "drop pane"}>${pane(ui, empty)}${empty ? fieldFoot(ui) : nothing}</div>
    ${empty ? beginning(ui) : privacy()}
  </section>`;
}

function given(ui: Controllers, results: Results): TemplateResult {
  return html`<div class="side-head">${heading(ui.options.level, "Evidence", "section")}${more(ui)}</div>
    ${sourceList(ui, results)}`;
}

function more({ intake, options }: Controllers): TemplateResult {
  return html`<div class="more-evidence">
    ${
      options.offers("paste")
        ? html`<button type="button" @click=${() => intake.pasteMore()}>Paste more</button>`
        : nothing
    }
    ${options.offers("file") ? filePicker("Add files", (files) => void intake.addFiles(files)) : nothing}
  </div>`;
}

function pane(ui: Controllers, empty: boolean): TemplateResult | typeof nothing {
  const { selection, session } = ui;
  const { item } = selection;
  if (item === undefined) return nothing;
  const pastes = ui.options.offers("paste");
  if (item.kind === "paste" && item.editing) {
    if (!pastes) return nothing;
    const typed = (text: string, pasted: boolean): void => ui.intake.type(item, text, pasted);
    return html`${empty ? nothing : switcher(ui, item)}${keyed(item.id, field(item, empty, typed))}`;
  }
  const given = typeof item.data === "string" ? item.data : "";
  const text = session.results?.textOfItem(item.id) ?? new SourceText(given);
  return html`${item.kind === "paste" && pastes ? switcher(ui, item) : nothing}${reader(ui, item.id, text)}`;
}

/** Pasted text is edited, or read with what was found in it marked. */
function switcher({ selection }: Controllers, item: Item): TemplateResult {
  const half = (edit: boolean, words: string): TemplateResult =>
    html`<button
      type="button"
      aria-pressed=${edit === item.editing ? "true" : "false"}
      @click=${() => selection.edit(item, edit)}
    >${words}</button>`;
  return html`<div class="switcher" role="group" aria-label="Pasted text">
    ${half(true, "Edit")}${half(false, "Read")}
  </div>`;
}

function fieldFoot({ intake, options }: Controllers): TemplateResult {
  const drops = options.offers("drop") && options.mode === "full";
  return html`<div class="field-foot">
    ${privacy()}
    ${options.offers("file") ? filePicker("Choose files", (files) => void intake.addFiles(files)) : nothing}
    ${drops ? html`<span class="quiet drop-hint">or drop them here</span>` : nothing}
  </div>`;
}

function beginning(ui: Controllers): TemplateResult {
  const { intake, options } = ui;
  const { slotted } = intake;
  const slottedExample = html`<p>
    <button type="button" @click=${() => void intake.examine(slotted)}>Examine the example of this page</button>
  </p>`;
  return html`
    ${slotted === "" ? nothing : slottedExample}
    ${
      options.mode === "full"
        ? html`${hints()} ${collector(ui)} ${examples(options.level, (example) => void intake.run(example))}`
        : nothing
    }
    <slot name="empty"></slot>
  `;
}
