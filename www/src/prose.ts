// Prose of the report: plain text in which `backticks` mark pasted words. Everything becomes text nodes.

import { html, type TemplateResult } from "lit";

const CODE = /`([^`]+)`/;

export function prose(text: string): TemplateResult {
  // Splitting at a group leaves plain text at even places and the group at odd ones.
  return html`${text.split(CODE).map((part, index) => (index % 2 === 1 ? html`<code>${part}</code>` : part))}`;
}

/** The same as plain text, for attributes. */
export function plain(text: string): string {
  return text.replaceAll("`", "");
}
