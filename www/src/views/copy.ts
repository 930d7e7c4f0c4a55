import { html, type TemplateResult } from "lit";
import type { Host } from "./host.js";

/** A button that copies and says so in its own place. `label` is what a screen reader hears. */
export function copyButton(
  host: Host,
  key: string,
  text: string | (() => Promise<string | null>),
  label: string,
): TemplateResult {
  const done = host.copied?.key === key ? host.copied : null;
  const words = done === null ? "Copy" : done.ok ? "Copied" : "Not allowed";
  return html`<button
    type="button"
    class=${done?.ok === true ? "copy done" : "copy"}
    part="copy"
    aria-label=${done === null ? label : `${label}: ${words}`}
    @click=${() => host.copy(key, typeof text === "string" ? text : text())}
  >${words}</button>`;
}
