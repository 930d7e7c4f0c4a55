import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from "lit";
import { Announcer } from "./controllers/announcer.js";
import { Cards } from "./controllers/cards.js";
import { Copies } from "./controllers/copies.js";
import { Drops } from "./controllers/drops.js";
import type { Controllers } from "./controllers/index.js";
import { Intake } from "./controllers/intake.js";
import { Options } from "./controllers/options.js";
import { Requests } from "./controllers/requests.js";
import { Selection } from "./controllers/selection.js";
import { droppedFiles } from "./files.js";
import { sizeOf } from "./protocol.js";
import type { Report, Severity } from "./report-types.js";
import { bySeverity, type Results } from "./results.js";
import { type ErrorCode, Session } from "./session.js";
import { styles } from "./styles/index.js";
import { answerSide } from "./views/answer.js";
import { evidenceSide } from "./views/evidence-side.js";
import { foot } from "./views/foot.js";
import { tools } from "./views/tools.js";
import { trouble } from "./views/trouble.js";
import { spokenVerdict } from "./words.js";

export type ExportFormat = "markdown" | "json";
export type { ErrorCode, Report };

/**
 * Examines pasted and dropped evidence of hybrid mail flow, without sending it anywhere.
 *
 * @slot intro - stands at the top
 * @slot empty - stands below the field while there is no evidence
 * @slot footer - stands at the end
 * @slot - an example input, offered by a button
 * @fires htd-ready - the core can examine
 * @fires htd-report - a report is there; counts by severity
 * @fires htd-export - something was exported; its format
 * @fires htd-error - something kept evidence from being examined; its code
 */
export class HybridTlsDoctor extends LitElement {
  static override styles = styles;

  static override properties = {
    theme: { reflect: true },
    mode: { reflect: true },
    profile: {},
    at: {},
    minSeverity: { attribute: "min-severity" },
    inputs: {},
    headingLevel: { attribute: "heading-level", type: Number },
    shareReport: { attribute: "share-report", type: Boolean },
  };

  declare theme: "auto" | "light" | "dark";
  declare mode: "full" | "compact" | "viewer";
  /** The Microsoft 365 cloud; inferred where it is not given. */
  declare profile: string | null;
  /** The moment to judge by, RFC 3339; now, where it is not given. */
  declare at: string | null;
  /** Findings below it are not shown. */
  declare minSeverity: Severity;
  /** Which ways in are offered: `paste file drop`. */
  declare inputs: string;
  /** The level of the headings of the element's sections, 2 to 6. */
  declare headingLevel: number;
  /** Whether `htd-report` carries the report itself. */
  declare shareReport: boolean;

  /** Settled once the core can, or cannot, examine. */
  readonly ready: Promise<void>;

  #resolveReady!: () => void;
  #rejectReady!: (error: Error) => void;
  #announcer = new Announcer(this);
  #session = new Session(
    this,
    {
      ready: () => {
        this.#resolveReady();
        this.#announce("htd-ready", {});
      },
      reported: (results, first) => this.#reported(results, first),
      failed: (code, message) => this.#failed(code, message),
    },
    () => {
      const at = Date.parse(this.at ?? "");
      return { at: Number.isNaN(at) ? null : at, profile: this.profile };
    },
  );
  #options = new Options(this);
  #selection = new Selection(this, this.#session, this.#announcer);
  #cards = new Cards(this, this.#session, () => this.performUpdate());
  #intake = new Intake(this, this.#session, this.#selection, this.#cards);
  #drops = new Drops(this, this.#options, (transfer) => void this.addDrop(transfer));
  #ui: Controllers = {
    options: this.#options,
    session: this.#session,
    intake: this.#intake,
    selection: this.#selection,
    cards: this.#cards,
    copies: new Copies(this, this.#announcer),
    requests: new Requests(this),
    shown: (results) => results.shown(this.minSeverity),
    exportReport: (format) => this.exportReport(format),
  };

  constructor() {
    super();
    this.theme = "auto";
    this.mode = "full";
    this.profile = null;
    this.at = null;
    this.minSeverity = "note";
    this.inputs = "paste file drop";
    this.headingLevel = 2;
    this.shareReport = false;
    this.ready = new Promise((resolve, reject) => {
      this.#resolveReady = resolve;
      this.#rejectReady = reject;
    });
    // A host that does not wait for it shall see no unhandled rejection; `htd-error` tells it as well.
    this.ready.catch(() => {});
    for (const sign of ["focusin", "dragenter"]) this.addEventListener(sign, () => this.prepare(), { once: true });
  }

  /** The last report, JSON v1. */
  get report(): Report | null {
    return this.#session.results?.report ?? null;
  }

  /** Whether a reload would lose something. */
  get hasEvidence(): boolean {
    return this.#session.items.all.some(({ kind, data }) => kind !== "example" && sizeOf(data) > 0);
  }

  /** Examines a text in place of what was pasted before. */
  async examine(text: string): Promise<Report | null> {
    await this.#intake.examine(text);
    return this.report;
  }

  /** Adds files to the evidence. */
  async addFiles(files: Iterable<File>): Promise<Report | null> {
    await this.#intake.addFiles(files);
    return this.report;
  }

  /** Adds what was dropped, folders unfolded. */
  async addDrop(transfer: DataTransfer): Promise<Report | null> {
    await this.#intake.addDropped(await droppedFiles(transfer));
    return this.report;
  }

  /** Forgets all evidence. */
  clear(): void {
    this.#intake.clear();
  }

  /** The last report as text; `null` where there is none. */
  async exportReport(format: ExportFormat): Promise<string | null> {
    const text = await this.#session.render(format);
    if (text !== null) this.#announce("htd-export", { format });
    return text;
  }

  /** Prepares for the first question while nobody waits; without it, the first focus does. */
  prepare(): void {
    this.#session.warmUp();
  }

  override render(): TemplateResult {
    const { results } = this.#session;
    return html`<div class="root ${results === null ? "empty" : "answered"} ${this.mode}" part="root">
      <div class="top" part="toolbar"><slot name="intro"></slot>${tools(this.#ui)}</div>
      <div class="sr" role="status">${this.#announcer.words}</div>
      ${trouble(this.#session)}
      <div class="columns">
        ${this.mode === "viewer" && results === null ? nothing : evidenceSide(this.#ui)}
        ${results === null ? nothing : answerSide(this.#ui, results)}
      </div>
      ${foot(this.#ui)}
      <div hidden><slot @slotchange=${this.#onSlot}></slot></div>
      ${this.#drops.dragging ? dropHere() : nothing}
    </div>`;
  }

  protected override updated(changed: PropertyValues): void {
    const judgedAnew = changed.get("at") !== undefined || changed.get("profile") !== undefined;
    if (judgedAnew && this.#session.results !== null) void this.#session.examine();
  }

  #reported(results: Results, first: boolean): void {
    const { report } = results;
    const { error: errors, warning: warnings, note: notes } = bySeverity(report);
    this.#announcer.speak(spokenVerdict(report));
    this.#intake.answered(first);
    this.#announce("htd-report", { errors, warnings, notes, ...(this.shareReport ? { report } : {}) });
  }

  #failed(code: ErrorCode, message: string): void {
    if (code.startsWith("wasm-")) this.#rejectReady(new Error(code));
    this.#announce("htd-error", { code, message });
  }

  /** Events carry no data of the person unless the host has set `share-report`. */
  #announce(name: string, detail: object): void {
    this.dispatchEvent(new CustomEvent(name, { bubbles: true, composed: true, detail }));
  }

  #onSlot = (event: Event): void => {
    const nodes = (event.currentTarget as HTMLSlotElement).assignedNodes({ flatten: true });
    this.#intake.slotted = nodes
      .map((node) => node.textContent ?? "")
      .join("")
      .trim();
    this.requestUpdate();
  };
}

function dropHere(): TemplateResult {
  return html`<div class="drop-here" aria-hidden="true">
    <p>Drop to examine. The files stay on this computer.</p>
  </div>`;
}
