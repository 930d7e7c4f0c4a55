import { html, nothing, type TemplateResult } from "lit";
import type { Line } from "../source-text.js";

/** Lines of evidence with their numbers; what is marked is marked. `aside` puts something beside a line, `here` is the line one came for. */
export function codeLines(lines: readonly Line[], aside?: (line: Line) => unknown, here?: number): TemplateResult {
  return html`${lines.map(
    (line) =>
      html`<div class=${line.number === here ? "line here" : "line"} data-line=${line.number}><span class="number">${line.number}</span
        ><span class="text">${line.pieces.map((piece) => (piece.marked ? html`<mark>${piece.text}</mark>` : piece.text))}</span
        >${aside?.(line) ?? nothing}</div>`,
  )}`;
}
