import { html, nothing, type TemplateResult } from "lit";
import type { Line } from "../source-text.js";

/**
 * A line of evidence with its number; what is marked is marked. `aside` is put beside it, `here` says whether it is the
 * line one came for.
 */
export function codeLine({ number, pieces }: Line, aside: unknown = nothing, here = false): TemplateResult {
  const text = pieces.map((piece) => (piece.marked ? html`<mark>${piece.text}</mark>` : piece.text));
  return html`<div class=${here ? "line here" : "line"} data-line=${number}><span class="number">${number}</span
    ><span class="text">${text}</span
    >${aside}</div>`;
}
