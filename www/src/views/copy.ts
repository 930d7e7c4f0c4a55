import { html, type TemplateResult } from "lit";
import type { Copies } from "../controllers/copies.js";

const WORDS = { copied: "Copied", refused: "Not allowed" } as const;

/** A button that copies and says so in its own place. `label` is what a screen reader hears. */
export function copyButton(
  copies: Copies,
  key: string,
  text: string | (() => Promise<string | null>),
  label: string,
): TemplateResult {
  const outcome = copies.outcome(key);
  const words = outcome === null ? "Copy" : WORDS[outcome];
  return html`<button
    type="button"
    class=${outcome === "copied" ? "copy done" : "copy"}
    part="copy"
    aria-label=${outcome === null ? label : `${label}: ${words}`}
    @click=${() => copies.copy(key, typeof text === "string" ? text : text())}
  >${words}</button>`;
}
