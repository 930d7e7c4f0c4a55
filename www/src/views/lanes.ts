import { html, type TemplateResult } from "lit";
import { prose } from "../prose.js";
import type { Report } from "../report-types.js";
import { LANES, laneSentence, STATUS } from "../words.js";
import { heading } from "./heading.js";
import { shape } from "./shape.js";

/** The two lanes of hybrid mail flow, one sentence each. */
export function lanes(report: Report, level: number): TemplateResult {
  return html`<ul class="lanes" part="summary" role="list">
    ${LANES.map(({ direction, from, to }) => {
      const status = report.directions[direction];
      return html`<li class="lane ${status}">
        ${heading(
          level,
          html`<span class="end">${from}</span><span class="wire" aria-hidden="true"></span
            ><span class="state">${shape(status)} ${STATUS[status]}</span
            ><span class="wire arrow" aria-hidden="true"></span
            ><span class="sr"> to </span><span class="end">${to}</span>`,
          "route",
        )}
        <p>${prose(laneSentence(report, direction))}</p>
      </li>`;
    })}
  </ul>`;
}
