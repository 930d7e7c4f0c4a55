import rules from "bundled:rules";
import { html, nothing, type TemplateResult } from "lit";
import type { Copies } from "../controllers/copies.js";
import type { Controllers } from "../controllers/index.js";
import { prose } from "../prose.js";
import type { Check, Report } from "../report-types.js";
import { count } from "../words.js";
import { gradually } from "./gradually.js";
import { heading } from "./heading.js";
import { scriptBlock } from "./script.js";
import { shape } from "./shape.js";

/** Commands that are drawn at once: they stand below everything else. */
const FIRST_COMMANDS = 2;

/** What is fine. */
export function passed(report: Report, level: number): TemplateResult | typeof nothing {
  const checks = report.checks.filter(({ verdict }) => verdict === "pass");
  if (checks.length === 0) return nothing;
  return html`<section class="passed">
    ${heading(level, html`Fine <span class="number-of">${checks.length}</span>`, "section")}
    <ul role="list">
      ${checks.map(({ rule }) => html`<li>${shape("pass")} <span>${prose(title(rule))}</span></li>`)}
    </ul>
  </section>`;
}

/** What could not be decided, under the command that decides it. */
export function undecided({ cards, copies, options }: Controllers, report: Report): TemplateResult | typeof nothing {
  const checks = report.checks.filter(({ verdict }) => verdict === "undecided");
  if (checks.length === 0) return nothing;
  return html`<section class="undecided">
    ${heading(options.level, html`Undecided <span class="number-of">${checks.length}</span>`, "section")}
    <p class="intro">Run a command, then paste what it prints into the field. All of them only read.</p>
    <ul role="list" class="commands">
      ${gradually(
        byCommand(checks),
        FIRST_COMMANDS,
        ([command]) => command,
        ([command, decided]) => commandRow(copies, command, decided),
        cards.printing,
      )}
    </ul>
  </section>`;
}

function commandRow(copies: Copies, command: string, decided: readonly string[]): TemplateResult {
  return html`<li>
    ${scriptBlock(copies, `collect ${command}`, "", command, null)}
    <details>
      <summary>decides ${count(decided.length, "check")}</summary>
      <ul class="decided">
        ${decided.map((rule) => html`<li>${prose(title(rule))}</li>`)}
      </ul>
    </details>
  </li>`;
}

/** Each command once, the one that decides the most first. */
export function byCommand(checks: readonly Check[]): [command: string, rules: string[]][] {
  const commands = new Map<string, string[]>();
  for (const { rule, missing } of checks) {
    for (const { collect } of missing) {
      const decided = commands.get(collect) ?? [];
      if (!decided.includes(rule)) decided.push(rule);
      commands.set(collect, decided);
    }
  }
  return [...commands].sort(([, a], [, b]) => b.length - a.length);
}

function title(rule: string): string {
  return rules.find(({ name }) => name === rule)?.title ?? `\`${rule}\``;
}
