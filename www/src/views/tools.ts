import { html, nothing, type TemplateResult } from "lit";
import type { Host } from "./host.js";

const THEMES = { auto: "Auto", light: "Light", dark: "Dark" } as const;

/** What stands beside the name of the page. */
export function tools(host: Host): TemplateResult | typeof nothing {
  if (host.mode !== "full") return nothing;
  return html`<div class="tools">
    ${host.results === null ? nothing : html`<button type="button" class="plain" @click=${() => host.clear()}>Start over</button>`}
    <label class="theme"
      ><span class="sr">Colours</span
      ><select @change=${(event: Event) => { host.theme = (event.currentTarget as HTMLSelectElement).value as keyof typeof THEMES; }}>
        ${Object.entries(THEMES).map(([value, words]) => html`<option value=${value} ?selected=${host.theme === value}>${words}</option>`)}
      </select></label
    >
  </div>`;
}
