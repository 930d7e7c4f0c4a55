// What the views may see of the element and ask of it.

import type { Example } from "../examples/index.js";
import type { Item } from "../items.js";
import type { Finding, Label, Report, Severity } from "../report-types.js";
import type { Canary, Requests } from "../requests.js";
import type { Busy } from "../session.js";
import type { SourceText, Stretch } from "../source-text.js";

/** A report with the texts that its offsets point into. */
export interface Results {
  report: Report;
  json: string;
  texts: SourceText[];
  /** The item of each source of the report. */
  items: number[];
  findings: KeyedFinding[];
}

/** A finding with a key that stays the same while evidence is added. */
export interface KeyedFinding {
  key: string;
  finding: Finding;
}

/** A place in a source that is shown in the whole text. */
export interface Place extends Stretch {
  item: number;
  line: number;
  /** The control that led here, to go back to. */
  from: string | null;
}

export interface Host {
  readonly results: Results | null;
  readonly items: readonly Item[];
  readonly selected: Item | undefined;
  readonly place: Place | null;
  /** What is being examined, where that takes long. */
  readonly busy: Busy | null;
  /** The lines of the chosen text that are in the document, counted from 1. */
  readonly window: { first: number; last: number };
  /** The copy button that was pressed last. */
  readonly copied: { key: string; ok: boolean } | null;
  /** An example that the host page offers. */
  readonly slotted: string;
  readonly canary: Canary | "trying" | null;
  readonly requests: Requests;
  readonly mode: "full" | "compact" | "viewer";
  readonly minSeverity: Severity;
  theme: "auto" | "light" | "dark";
  /** The heading level of the element's sections. */
  readonly level: number;
  offers(input: "paste" | "file" | "drop"): boolean;

  type(item: Item, text: string, pasted: boolean): void;
  addFiles(files: Iterable<File>): Promise<unknown>;
  pasteMore(): void;
  pick(item: Item): void;
  edit(item: Item, editing: boolean): void;
  remove(item: Item): void;
  clear(): void;
  run(example: Example): Promise<void>;
  examine(text: string): Promise<unknown>;

  isOpen(key: string): boolean;
  toggle(key: string): void;
  copy(key: string, text: string | Promise<string | null>): Promise<void>;
  exportReport(format: "markdown" | "json"): Promise<string | null>;
  tryCanary(): Promise<void>;
  /** Shows a place in its whole text; `from` is the control to come back to. */
  show(label: Label, from: string): void;
  showLine(item: number, line: number): void;
  earlier(): void;
  later(): void;
  back(): void;
  goTo(findingKey: string): void;
}
