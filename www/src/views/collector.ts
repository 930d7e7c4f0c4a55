import collectors from "bundled:collectors";
import { html, type TemplateResult } from "lit";
import type { Controllers } from "../controllers/index.js";
import { SHELL } from "../words.js";
import { heading } from "./heading.js";
import { scriptBlock } from "./script.js";

const WHERE = {
  "on-premises": {
    shell: SHELL["exchange-management-shell"],
    about: "of a Mailbox server, once; and of each Edge server",
  },
  "exchange-online": { shell: SHELL["exchange-online"], about: "after Connect-ExchangeOnline" },
} as const;

/** For somebody who has nothing yet: scripts that only read, each to be seen whole before it is run. */
export function collector({ copies, options }: Controllers): TemplateResult {
  return html`<details class="collector">
    <summary>${heading(options.level, "Nothing at hand? Collect it with a script that only reads", "label")}</summary>
    <div class="collector-body">
      <p>
        Each writes one file into the current folder and changes nothing. Read it, run it, and drop the file here: every
        check then has its evidence.
      </p>
      ${collectors.map(
        ({ name, file, script }) =>
          html`<div class="collector-script">
            <p><strong>${WHERE[name].shell}</strong> <span class="quiet">${WHERE[name].about}</span></p>
            ${scriptBlock(copies, `collector ${name}`, file, script, null)}
          </div>`,
      )}
    </div>
  </details>`;
}
