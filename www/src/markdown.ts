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
  const result: Block[] = [];
  const lines = markdown.split(/\r?\n/);
  for (let at = 0; at < lines.length; ) {
    const line = lines[at] ?? "";
    const fence = FENCE.exec(line)?.[1];
    const title = HEADING.exec(line);
    const item = ITEM.exec(line);
    at += 1;
    if (line.trim() === "") continue;
    if (fence !== undefined) {
      const code: string[] = [];
      while (at < lines.length && !(lines[at] ?? "").trimStart().startsWith(fence)) code.push(lines[at++] ?? "");
      at += 1;
      result.push({ kind: "code", text: code.join("\n") });
    } else if (title !== null) {
      result.push({ kind: "heading", depth: (title[1] ?? "#").length, text: title[2] ?? "" });
    } else if (item !== null) {
      const ordered = item[1] === undefined;
      const items = [item[3] ?? ""];
      while (at < lines.length) {
        const next = lines[at] ?? "";
        const more = ITEM.exec(next);
        if (more !== null) items.push(more[3] ?? "");
        else if (/^\s+\S/.test(next)) items.push(`${items.pop() ?? ""} ${next.trim()}`);
        else break;
        at += 1;
      }
      result.push({ kind: "list", ordered, items });
    } else {
      const text = [line.trim()];
      while (at < lines.length && !startsBlock(lines[at] ?? "")) text.push((lines[at++] ?? "").trim());
      result.push({ kind: "paragraph", text: text.join(" ") });
    }
  }
  return result;
}

function startsBlock(line: string): boolean {
  return line.trim() === "" || FENCE.test(line) || HEADING.test(line) || ITEM.test(line);
}

/** Renders a page below a heading of `level`, which stands for the page's own title. */
export function page(markdown: string, level: number): TemplateResult[] {
  const parsed = blocks(markdown).filter((block) => block.kind !== "heading" || block.depth > 1);
  const top = Math.min(...parsed.map((block) => (block.kind === "heading" ? block.depth : 6)));
  return parsed.map((block) => {
    switch (block.kind) {
      case "heading":
        return heading(level + 1 + block.depth - top, inline(block.text));
      case "paragraph":
        return html`<p>${inline(block.text)}</p>`;
      case "code":
        return html`<pre class="block" tabindex="0"><code>${block.text}</code></pre>`;
      case "list": {
        const items = block.items.map((item) => html`<li>${inline(item)}</li>`);
        return block.ordered ? html`<ol>${items}</ol>` : html`<ul>${items}</ul>`;
      }
    }
  });
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
