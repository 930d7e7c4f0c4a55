import type { Report } from "./report.js";

export type ExportFormat = "markdown" | "json";
export type ErrorCode = "wasm-blocked-by-csp" | "wasm-unsupported" | "input-too-large" | "parse";
export type { Report };

/** What the element fires. */
export interface HybridTlsDoctorEvents {
  /** The core can examine. */
  "htd-ready": CustomEvent<object>;
  /** A report is there; the report itself where `shareReport` is set. */
  "htd-report": CustomEvent<{ errors: number; warnings: number; notes: number; report?: Report }>;
  /** Something was exported. */
  "htd-export": CustomEvent<{ format: ExportFormat }>;
  /** Something kept evidence from being examined. */
  "htd-error": CustomEvent<{ code: ErrorCode; message: string }>;
}

/** The class of `<hybrid-tls-doctor>`. Importing it registers nothing; `hybrid-tls-doctor/element/define` does. */
export class HybridTlsDoctor extends HTMLElement {
  theme: "auto" | "light" | "dark";
  mode: "full" | "compact" | "viewer";
  /** The Microsoft 365 cloud; inferred where it is not given. */
  profile: string | null;
  /** The moment to judge by, RFC 3339; now, where it is not given. */
  at: string | null;
  /** Findings below it are not shown. */
  minSeverity: "error" | "warning" | "note";
  /** Which ways in are offered: `paste file drop`. */
  inputs: string;
  /** The level of the headings of the element's sections, 2 to 6. */
  headingLevel: number;
  /** Whether `htd-report` carries the report itself. */
  shareReport: boolean;
  /** Settled once the core can, or cannot, examine. */
  readonly ready: Promise<void>;
  /** The last report, JSON v1. */
  readonly report: Report | null;
  /** Examines a text in place of what was pasted before. */
  examine(text: string): Promise<Report | null>;
  /** Adds files to the evidence. */
  addFiles(files: Iterable<File>): Promise<Report | null>;
  /** Adds what was dropped, folders unfolded. */
  addDrop(transfer: DataTransfer): Promise<Report | null>;
  /** Whether a reload would lose something. */
  readonly hasEvidence: boolean;
  /** Forgets all evidence. */
  clear(): void;
  /** The last report as text; `null` where there is none. */
  exportReport(format: ExportFormat): Promise<string | null>;
}
