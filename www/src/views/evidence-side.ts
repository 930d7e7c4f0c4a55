import { html, nothing, type TemplateResult } from "lit";
import { keyed } from "lit/directives/keyed.js";
import { SourceText } from "../source-text.js";
import { collector } from "./collector.js";
import { heading } from "./heading.js";
import type { Host } from "./host.js";
import { examples, field, filePicker, hints, privacy } from "./intake.js";
import { reader } from "./reader.js";
import { sourceList } from "./sources.js";

/** Everything that was given, and the ways to give more. */
export function evidenceSide(host: Host): TemplateResult {
  const empty = host.results === null;
  return html`<section class="evidence-side" aria-label="Evidence">
    ${empty ? nothing : html`<div class="side-head">${heading(host.level, "Evidence", "section")}${more(host)}</div>${sourceList(host)}`}
    <div class="pane" part=${empty ? "drop" : "drop pane"}>${pane(host, empty)}${empty ? fieldFoot(host) : nothing}</div>
    ${empty ? beginning(host) : privacy()}
  </section>`;
}

function more(host: Host): TemplateResult {
  return html`<div class="more-evidence">
    ${host.offers("paste") ? html`<button type="button" @click=${() => host.pasteMore()}>Paste more</button>` : nothing}
    ${host.offers("file") ? filePicker("Add files", (files) => void host.addFiles(files)) : nothing}
  </div>`;
}

function pane(host: Host, empty: boolean): TemplateResult | typeof nothing {
  const item = host.selected;
  if (item === undefined) return nothing;
  if (item.kind === "paste" && item.editing) {
    if (!host.offers("paste")) return nothing;
    return html`${empty ? nothing : switcher(host, true)}${keyed(item.id, field(item, empty, (text, pasted) => host.type(item, text, pasted)))}`;
  }
  const index = host.results?.items.indexOf(item.id) ?? -1;
  const text = host.results?.texts[index] ?? new SourceText(typeof item.data === "string" ? item.data : "");
  return html`${item.kind === "paste" && host.offers("paste") ? switcher(host, false) : nothing}${reader(host, item.id, text)}`;
}

/** Pasted text is edited, or read with what was found in it marked. */
function switcher(host: Host, editing: boolean): TemplateResult {
  const item = host.selected;
  const half = (edit: boolean, words: string): TemplateResult =>
    html`<button type="button" aria-pressed=${edit === editing ? "true" : "false"} @click=${() => item !== undefined && host.edit(item, edit)}>${words}</button>`;
  return html`<div class="switcher" role="group" aria-label="Pasted text">${half(true, "Edit")}${half(false, "Read")}</div>`;
}

function fieldFoot(host: Host): TemplateResult {
  return html`<div class="field-foot">
    ${privacy()}
    ${host.offers("file") ? filePicker("Choose files", (files) => void host.addFiles(files)) : nothing}
    ${host.offers("drop") && host.mode === "full" ? html`<span class="quiet drop-hint">or drop them here</span>` : nothing}
  </div>`;
}

function beginning(host: Host): TemplateResult {
  return html`
    ${host.slotted === "" ? nothing : html`<p><button type="button" @click=${() => void host.examine(host.slotted)}>Examine the example of this page</button></p>`}
    ${host.mode === "full" ? hints() : nothing}
    ${host.mode === "full" ? collector(host) : nothing}
    ${host.mode === "full" ? examples(host.level, (example) => void host.run(example)) : nothing}
    <slot name="empty"></slot>
  `;
}
