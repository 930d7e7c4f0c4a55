import type { TemplateResult } from "lit";
import { html, literal } from "lit/static-html.js";

const TAGS = [literal`h1`, literal`h2`, literal`h3`, literal`h4`, literal`h5`, literal`h6`];

/** A heading of a level that depends on where the element stands. */
export function heading(level: number, content: unknown, className = ""): TemplateResult {
  const tag = TAGS[Math.min(Math.max(level, 1), 6) - 1] ?? literal`h6`;
  return html`<${tag} class=${className}>${content}</${tag}>` as TemplateResult;
}
