import { html, type TemplateResult } from "lit";
import { live } from "lit/directives/live.js";
import { EXAMPLES, type Example } from "../examples/index.js";
import type { Item } from "../items.js";
import { heading } from "./heading.js";

/** The field that takes a paste of anything. */
export function field(item: Item, empty: boolean, typed: (text: string, pasted: boolean) => void): TemplateResult {
  const id = `field-${item.id}`;
  const label = empty ? "Paste what you have" : `${item.name}, to edit`;
  const onInput = (event: InputEvent): void =>
    typed((event.currentTarget as HTMLTextAreaElement).value, event.inputType.startsWith("insertFrom"));
  return html`<label class=${empty ? "field-label" : "sr"} for=${id}>${label}</label>
    <textarea
      id=${id}
      part="input"
      class="field"
      spellcheck="false"
      autocomplete="off"
      autocapitalize="off"
      wrap="off"
      placeholder=${empty ? "Several outputs at once, or a fragment" : ""}
      .value=${live(typeof item.data === "string" ? item.data : "")}
      @input=${onInput}
    ></textarea>`;
}

/** What helps, for somebody who has not pasted anything yet. */
export function hints(): TemplateResult {
  return html`<dl class="hints">
    <div>
      <dt>From the shell</dt>
      <dd>
        <code>Get-ReceiveConnector | fl</code>, <code>Get-SendConnector | fl</code>,
        <code>Get-ExchangeCertificate | fl</code>
      </dd>
    </div>
    <div>
      <dt>From the server</dt>
      <dd>event 12014, a telnet or openssl session on port 25, SMTP protocol logs of any size</dd>
    </div>
    <div>
      <dt>From the mail</dt>
      <dd>the NDR, the queue’s <code>LastError</code>, the deferral in a message trace, headers</dd>
    </div>
    <div>
      <dt>From files</dt>
      <dd>
        <code>Export-Clixml</code>, JSON, CSV, Health Checker’s output, event XML, <code>.eml</code>, certificates
      </dd>
    </div>
  </dl>`;
}

export function examples(level: number, run: (example: Example) => void): TemplateResult {
  return html`<div class="examples">
    ${heading(level, "Or look at a made-up example", "label")}
    <ul role="list">
      ${EXAMPLES.map(
        (example) =>
          html`<li><button type="button" class="example" @click=${() => run(example)}>
            <span class="example-title">${example.title}</span><span class="example-about">${example.about}</span>
          </button></li>`,
      )}
    </ul>
  </div>`;
}

export function privacy(): TemplateResult {
  return html`<p class="privacy">
    <svg class="lock" viewBox="0 0 16 16" aria-hidden="true">
      <path d="M4.5 7V5a3.5 3.5 0 0 1 7 0v2M3.2 7h9.6v6.6H3.2z" />
    </svg>
    Nothing is uploaded: it all happens in this browser, with the network off too.
  </p>`;
}

/** Choosing files; the input itself is not shown. */
export function filePicker(label: string, add: (files: FileList) => void, className = ""): TemplateResult {
  return html`<label class="button ${className}"
    ><input
      type="file"
      class="sr"
      multiple
      @change=${(event: Event) => {
        const input = event.currentTarget as HTMLInputElement;
        if (input.files !== null) add(input.files);
        input.value = "";
      }}
    />${label}</label
  >`;
}
