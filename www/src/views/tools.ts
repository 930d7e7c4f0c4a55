import { html, nothing, type TemplateResult } from "lit";
import type { Controllers } from "../controllers/index.js";

const THEMES = { auto: "Auto", light: "Light", dark: "Dark" } as const;

/** What stands beside the name of the page. */
export function tools({ options, session, intake }: Controllers): TemplateResult | typeof nothing {
  if (options.mode !== "full") return nothing;
  const choose = (event: Event): void => {
    options.theme = (event.currentTarget as HTMLSelectElement).value as keyof typeof THEMES;
  };
  const startOver = html`<button type="button" class="plain" @click=${() => intake.clear()}>Start over</button>`;
  return html`<div class="tools">
    ${session.results === null ? nothing : startOver}
    <label class="theme"
      ><span class="sr">Colours</span
      ><select @change=${choose}>
        ${Object.entries(THEMES).map(
          ([value, words]) => html`<option value=${value} ?selected=${options.theme === value}>${words}</option>`,
        )}
      </select></label
    >
  </div>`;
}
