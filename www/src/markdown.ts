// The Markdown of rule pages: headings, paragraphs, lists, fenced code, `code`, **strong**, *emphasis* and
// links to https addresses. Whatever else stands there is shown as it is. Everything becomes text nodes.

import { html, type TemplateResult } from "lit";
import { heading } from "./views/heading.js";

type Block =
  | { kind: "heading"; depth: number; text: string }
  | { kind: "paragraph"; text: string }
  | { kind: "code"; text: string }
  | { kind: "list"; ordered: boolean; items: string[] };

const FENCE = /^\s*(```|~~~)/;
const HEADING = /^(#{1,6})\s+(.*)$/;
const ITEM = /^\s*(?:([-*+])|(\d+)[.)])\s+(.*)$/;

export function blocks(markdown: string): Block[] {
  const lines = new Lines(markdown.split(/\r?\n/));
  const result: Block[] = [];
  while (!lines.ended) {
    if (lines.next.trim() === "") lines.take();
    else result.push(code(lines) ?? title(lines) ?? list(lines) ?? paragraph(lines));
  }
  return result;
}

/** The lines that are left. */
class Lines {
  #lines: readonly string[];
  #at = 0;

  constructor(lines: readonly string[]) {
    this.#lines = lines;
  }

  get ended(): boolean {
    return this.#at >= this.#lines.length;
  }

  /** The next line; empty after the last. */
  get next(): string {
    return this.#lines[this.#at] ?? "";
  }

  take(): string {
    const line = this.next;
    this.#at += 1;
    return line;
  }
}

function code(lines: Lines): Block | null {
  const fence = FENCE.exec(lines.next)?.[1];
  if (fence === undefined) return null;
  lines.take();
  const text: string[] = [];
  while (!lines.ended && !lines.next.trimStart().startsWith(fence)) text.push(lines.take());
  lines.take();
  return { kind: "code", text: text.join("\n") };
}

function title(lines: Lines): Block | null {
  const found = HEADING.exec(lines.next);
  if (found === null) return null;
  lines.take();
  return { kind: "heading", depth: (found[1] ?? "#").length, text: found[2] ?? "" };
}

function list(lines: Lines): Block | null {
  const first = ITEM.exec(lines.next);
  if (first === null) return null;
  const items: string[] = [];
  while (!lines.ended) {
    const item = ITEM.exec(lines.next);
    if (item !== null) items.push(item[3] ?? "");
    else if (/^\s+\S/.test(lines.next)) items.push(`${items.pop() ?? ""} ${lines.next.trim()}`);
    else break;
    lines.take();
  }
  return { kind: "list", ordered: first[1] === undefined, items };
}

function paragraph(lines: Lines): Block {
  const text = [lines.take().trim()];
  while (!lines.ended && !startsBlock(lines.next)) text.push(lines.take().trim());
  return { kind: "paragraph", text: text.join(" ") };
}

function startsBlock(line: string): boolean {
  return line.trim() === "" || FENCE.test(line) || HEADING.test(line) || ITEM.test(line);
}

/** Renders a page below a heading of `level`, which stands for the page's own title. */
export function page(markdown: string, level: number): TemplateResult[] {
  const parsed = blocks(markdown).filter((block) => block.kind !== "heading" || block.depth > 1);
  const top = Math.min(...parsed.map((block) => (block.kind === "heading" ? block.depth : 6)));
  return parsed.map((block) =>
    block.kind === "heading" ? heading(level + 1 + block.depth - top, inline(block.text)) : rendered(block),
  );
}

function rendered(block: Exclude<Block, { kind: "heading" }>): TemplateResult {
  if (block.kind === "paragraph") return html`<p>${inline(block.text)}</p>`;
  if (block.kind === "code") return html`<pre class="block" tabindex="0"><code>${block.text}</code></pre>`;
  const items = block.items.map((item) => html`<li>${inline(item)}</li>`);
  return block.ordered ? html`<ol>${items}</ol>` : html`<ul>${items}</ul>`;
}

const INLINE = /`([^`]+)`|\*\*([^*]+)\*\*|\*([^*\s][^*]*)\*|\[([^\]]+)\]\((https:\/\/[^)\s]+)\)|<(https:\/\/[^>\s]+)>/g;

function inline(text: string): (string | TemplateResult)[] {
  const result: (string | TemplateResult)[] = [];
  let at = 0;
  for (const match of text.matchAll(INLINE)) {
    const [whole, code, strong, emphasis, title, url, bare] = match;
    result.push(text.slice(at, match.index));
    at = match.index + whole.length;
    if (code !== undefined) result.push(html`<code>${code}</code>`);
    else if (strong !== undefined) result.push(html`<strong>${strong}</strong>`);
    else if (emphasis !== undefined) result.push(html`<em>${emphasis}</em>`);
    else result.push(link(url ?? bare ?? "", title ?? bare ?? ""));
  }
  result.push(text.slice(at));
  return result;
}

/** A link to a document. Addresses come from the rule catalogue, never from evidence. */
export function link(url: string, title: string): TemplateResult {
  if (!url.startsWith("https://")) return html`${title}`;
  // navigation: a document that a rule cites, opened when it is clicked
  return html`<a href=${url} target="_blank" rel="noopener noreferrer">${title}</a>`;
}
