import { LitElement, html, nothing, type PropertyValues, type TemplateResult } from "lit";
import { carriesFiles, droppedFiles } from "./files.js";
import { sizeOf } from "./protocol.js";
import { Presenter } from "./presenter.js";
import type { Report, Severity } from "./report-types.js";
import { Session, type ErrorCode } from "./session.js";
import { styles } from "./styles/index.js";
import { answerSide } from "./views/answer.js";
import { evidenceSide } from "./views/evidence-side.js";
import { foot } from "./views/foot.js";
import type { Results } from "./views/host.js";
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

  #dragging = false;
  #resolveReady!: () => void;
  #rejectReady!: (error: Error) => void;
  #session = new Session(
    {
      changed: () => this.requestUpdate(),
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
  #presenter = new Presenter(this, this.#session);

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
    await this.#presenter.examine(text);
    return this.report;
  }

  /** Adds files to the evidence. */
  async addFiles(files: Iterable<File>): Promise<Report | null> {
    await this.#presenter.addFiles(files);
    return this.report;
  }

  /** Adds what was dropped, folders unfolded. */
  async addDrop(transfer: DataTransfer): Promise<Report | null> {
    await this.#presenter.addDropped(await droppedFiles(transfer));
    return this.report;
  }

  /** Forgets all evidence. */
  clear(): void {
    this.#presenter.clear();
  }

  /** The last report as text; `null` where there is none. */
  async exportReport(format: ExportFormat): Promise<string | null> {
    const text = await this.#session.render(format);
    if (text !== null) this.#announce("htd-export", { format });
    return text;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#presenter.requests.start();
    this.#session.start();
    addEventListener("beforeprint", this.#onPrint);
    addEventListener("afterprint", this.#onPrint);
    this.addEventListener("dragover", this.#onDragOver);
    this.addEventListener("dragleave", this.#onDragLeave);
    this.addEventListener("drop", this.#onDrop);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#presenter.requests.stop();
    this.#session.stop();
    removeEventListener("beforeprint", this.#onPrint);
    removeEventListener("afterprint", this.#onPrint);
    this.removeEventListener("dragover", this.#onDragOver);
    this.removeEventListener("dragleave", this.#onDragLeave);
    this.removeEventListener("drop", this.#onDrop);
  }

  override render(): TemplateResult {
    const presenter = this.#presenter;
    const { results } = presenter;
    return html`<div class="root ${results === null ? "empty" : "answered"} ${this.mode}" part="root">
      <div class="top" part="toolbar"><slot name="intro"></slot>${tools(presenter)}</div>
      <div class="sr" role="status">${presenter.spoken}</div>
      ${trouble(this.#session.trouble, this.#session.leftOut, presenter.busy, () => presenter.interrupt())}
      <div class="columns">
        ${this.mode === "viewer" && results === null ? nothing : evidenceSide(presenter)}
        ${results === null ? nothing : answerSide(presenter, results)}
      </div>
      ${foot(presenter)}
      <div hidden><slot @slotchange=${this.#onSlot}></slot></div>
      ${this.#dragging ? html`<div class="drop-here" aria-hidden="true"><p>Drop to examine. The files stay on this computer.</p></div>` : nothing}
    </div>`;
  }

  protected override updated(changed: PropertyValues): void {
    const judgedAnew = changed.get("at") !== undefined || changed.get("profile") !== undefined;
    if (judgedAnew && this.#session.results !== null) void this.#session.examine();
  }

  #reported(results: Results, first: boolean): void {
    const presenter = this.#presenter;
    const { findings } = results.report;
    const number = (severity: Severity): number => findings.filter((finding) => finding.severity === severity).length;
    presenter.speak(spokenVerdict(results.report));
    // A paste is followed to its answer, which may stand above what was in view; typing is not.
    if (first && presenter.bringAnswer) {
      void this.updateComplete.then(() => {
        if (this.getBoundingClientRect().top < 0) this.scrollIntoView({ block: "start" });
      });
    }
    presenter.bringAnswer = false;
    this.#announce("htd-report", {
      errors: number("error"),
      warnings: number("warning"),
      notes: number("note"),
      ...(this.shareReport ? { report: results.report } : {}),
    });
  }

  #failed(code: ErrorCode, message: string): void {
    if (code.startsWith("wasm-")) this.#rejectReady(new Error(code));
    this.requestUpdate();
    this.#announce("htd-error", { code, message });
  }

  /** Events carry no data of the person unless the host has set `share-report`. */
  #announce(name: string, detail: object): void {
    this.dispatchEvent(new CustomEvent(name, { bubbles: true, composed: true, detail }));
  }

  #onPrint = (event: Event): void => {
    this.#presenter.printing = event.type === "beforeprint";
    this.requestUpdate();
    this.performUpdate();
  };

  #onSlot = (event: Event): void => {
    const nodes = (event.currentTarget as HTMLSlotElement).assignedNodes({ flatten: true });
    this.#presenter.slotted = nodes.map((node) => node.textContent ?? "").join("").trim();
    this.requestUpdate();
  };

  #onDragOver = (event: DragEvent): void => {
    if (!this.#presenter.offers("drop") || !carriesFiles(event)) return;
    event.preventDefault();
    this.#setDragging(true);
  };

  #onDragLeave = (event: DragEvent): void => {
    const to = event.relatedTarget;
    if (!(to instanceof Node) || !this.contains(to)) this.#setDragging(false);
  };

  #onDrop = (event: DragEvent): void => {
    if (!this.#presenter.offers("drop") || event.dataTransfer === null || !carriesFiles(event)) return;
    event.preventDefault();
    this.#setDragging(false);
    void this.addDrop(event.dataTransfer);
  };

  #setDragging(dragging: boolean): void {
    if (this.#dragging === dragging) return;
    this.#dragging = dragging;
    this.requestUpdate();
  }
}
