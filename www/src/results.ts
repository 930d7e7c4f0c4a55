// What a report becomes for display: findings with lasting keys, and for each source its text and what is marked in it.

import type { Finding, Report, Severity, Source } from "./report-types.js";
import { joined, type SourceText, type Stretch } from "./source-text.js";

/** A finding with a key that stays the same while evidence is added, so that its card stays the same too. */
export interface KeyedFinding {
  readonly key: string;
  readonly finding: Finding;
}

/** What the findings say of one source. */
export interface Marks {
  /** Every place that a finding points at, in order, none overlapping. */
  readonly stretches: readonly Stretch[];
  /** By the number of a line, the first finding that points at it. */
  readonly owners: ReadonlyMap<number, KeyedFinding>;
}

const GRAVITY: Record<Severity, number> = { note: 0, warning: 1, error: 2 };

/** A report with the texts that its offsets point into. */
export class Results {
  readonly report: Report;
  /** The report as the core wrote it. */
  readonly json: string;
  readonly findings: readonly KeyedFinding[];

  #texts: readonly SourceText[];
  /** The item of each source. */
  #items: readonly number[];
  #marks = new Map<number, Marks>();

  constructor(json: string, texts: readonly SourceText[], items: readonly number[]) {
    this.report = JSON.parse(json) as Report;
    this.json = json;
    this.findings = keyed(this.report.findings);
    this.#texts = texts;
    this.#items = items;
  }

  /** The findings that are at least so grave. */
  shown(least: Severity): KeyedFinding[] {
    return this.findings.filter(({ finding }) => GRAVITY[finding.severity] >= (GRAVITY[least] ?? 0));
  }

  /** The item that a source was given as. */
  itemOf(source: number): number | undefined {
    return this.#items[source];
  }

  /** What the report says of the source that an item was; nothing where it came later. */
  sourceOf(item: number): Source | undefined {
    return this.report.sources[this.#items.indexOf(item)];
  }

  nameOf(source: number): string {
    return this.report.sources[source]?.name ?? "";
  }

  textOf(source: number): SourceText | undefined {
    return this.#texts[source];
  }

  /** The text of an item, as the core decoded it. */
  textOfItem(item: number): SourceText | undefined {
    return this.#texts[this.#items.indexOf(item)];
  }

  marksIn(item: number): Marks {
    const source = this.#items.indexOf(item);
    const known = this.#marks.get(source);
    if (known !== undefined) return known;
    const marks = marksOf(this.findings, source);
    this.#marks.set(source, marks);
    return marks;
  }
}

/** How many findings there are of each severity. */
export function bySeverity(report: Report): Record<Severity, number> {
  const counts = { error: 0, warning: 0, note: 0 };
  for (const { severity } of report.findings) counts[severity] += 1;
  return counts;
}

/** A key is made of what a finding is about; where that repeats, it is numbered. */
function keyed(findings: readonly Finding[]): KeyedFinding[] {
  const seen = new Map<string, number>();
  return findings.map((finding) => {
    const { rule, subject } = finding;
    const base = [rule, subject.kind, subject.name, subject.server ?? ""].join("|");
    const nth = (seen.get(base) ?? 0) + 1;
    seen.set(base, nth);
    return { key: nth === 1 ? base : `${base}|${nth}`, finding };
  });
}

function marksOf(findings: readonly KeyedFinding[], source: number): Marks {
  const stretches: Stretch[] = [];
  const owners = new Map<number, KeyedFinding>();
  for (const owner of findings) {
    for (const label of owner.finding.labels) {
      if (label.source !== source) continue;
      stretches.push({ start: label.start.offset, end: label.end.offset });
      if (!owners.has(label.start.line)) owners.set(label.start.line, owner);
    }
  }
  return { stretches: joined(stretches), owners };
}
