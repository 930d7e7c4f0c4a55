// What is shown of a session, and what a click does: which source is chosen, which finding is open, which
// place of which text one has come to.

import { copyText } from "./clipboard.js";
import type { Example } from "./examples/index.js";
import type { Dropped } from "./files.js";
import type { Item } from "./items.js";
import type { Label, Severity } from "./report-types.js";
import { Requests, type Canary } from "./requests.js";
import type { Busy, Session } from "./session.js";
import type { Host, Place, Results } from "./views/host.js";
import { WINDOW } from "./views/reader.js";

/** What a presenter needs of its element. */
export interface Stage {
  readonly renderRoot: HTMLElement | DocumentFragment;
  readonly updateComplete: Promise<boolean>;
  requestUpdate(): void;
  theme: "auto" | "light" | "dark";
  readonly mode: "full" | "compact" | "viewer";
  readonly inputs: string;
  readonly headingLevel: number;
  readonly minSeverity: Severity;
  exportReport(format: "markdown" | "json"): Promise<string | null>;
}

export class Presenter implements Host {
  readonly requests = new Requests(() => this.#stage.requestUpdate());
  place: Place | null = null;
  copied: { key: string; ok: boolean } | null = null;
  canary: Canary | "trying" | null = null;
  window = { first: 1, last: WINDOW };
  slotted = "";
  /** Whether everything is open, because it goes to paper. */
  printing = false;
  /** What a screen reader hears. */
  spoken = "";
  /** Whether the next answer came from a paste or a file, after which one wants to see it. */
  bringAnswer = false;

  #stage: Stage;
  #session: Session;
  #selected = 0;
  #opened = new Map<string, boolean>();

  constructor(stage: Stage, session: Session) {
    this.#stage = stage;
    this.#session = session;
  }

  get results(): Results | null {
    return this.#session.results;
  }

  get items(): readonly Item[] {
    return this.#session.items.all;
  }

  get selected(): Item | undefined {
    return this.#session.items.find(this.#selected) ?? this.items[0];
  }

  get busy(): Busy | null {
    return this.#session.busy;
  }

  get mode(): Stage["mode"] {
    return this.#stage.mode;
  }

  get minSeverity(): Severity {
    return this.#stage.minSeverity;
  }

  get theme(): Stage["theme"] {
    return this.#stage.theme;
  }

  set theme(theme: Stage["theme"]) {
    this.#stage.theme = theme;
  }

  get level(): number {
    return Math.min(Math.max(Math.trunc(this.#stage.headingLevel) || 2, 2), 6);
  }

  offers(input: "paste" | "file" | "drop"): boolean {
    return this.mode !== "viewer" && this.#stage.inputs.split(/\s+/).includes(input);
  }

  type(item: Item, text: string, pasted: boolean): void {
    this.bringAnswer = pasted;
    this.#session.type(item, text);
  }

  /** Replaces what was pasted first. */
  async examine(text: string): Promise<void> {
    const { items } = this.#session;
    const paste = items.all.find(({ kind }) => kind === "paste") ?? items.addPaste();
    items.edit(paste, text);
    this.select(paste);
    await this.#session.examine();
  }

  /** Adds files; `false` where none of them could be read. */
  async addFiles(files: Iterable<File>): Promise<boolean> {
    return this.addDropped({ files: [...files].map((file) => ({ name: file.name, file })), leftOut: [] });
  }

  async addDropped(dropped: Dropped): Promise<boolean> {
    const { first, examined } = this.#session.add(dropped);
    if (first !== null) {
      this.bringAnswer = true;
      this.select(first);
    }
    await examined;
    return first !== null;
  }

  pasteMore(): void {
    this.pick(this.#session.items.addPaste());
    void this.#stage.updateComplete.then(() => this.#query(".field")?.focus());
  }

  pick(item: Item): void {
    this.place = null;
    this.select(item);
  }

  select(item: Item | undefined): void {
    this.#selected = item?.id ?? 0;
    this.window = { first: 1, last: WINDOW };
    this.#stage.requestUpdate();
  }

  edit(item: Item, editing: boolean): void {
    item.editing = editing;
    this.#stage.requestUpdate();
  }

  remove(item: Item): void {
    if (this.place?.item === item.id) this.place = null;
    this.#session.remove(item);
    // The button that had the focus is gone with its row.
    this.#focusAfterUpdate(".source-pick, .field", "nearest");
  }

  clear(): void {
    this.#opened.clear();
    this.place = null;
    this.#session.clear();
    this.select(this.items[0]);
    this.#focusAfterUpdate(".field", "nearest");
  }

  async run(example: Example): Promise<void> {
    this.#opened.clear();
    this.bringAnswer = true;
    this.select(this.#session.load(example));
    await this.#session.examine();
  }

  interrupt(): void {
    this.#session.interrupt();
  }

  isOpen(key: string): boolean {
    return this.printing || (this.#opened.get(key) ?? this.results?.findings[0]?.key === key);
  }

  toggle(key: string): void {
    this.#opened.set(key, !this.isOpen(key));
    this.#stage.requestUpdate();
  }

  async copy(key: string, text: string | Promise<string | null>): Promise<void> {
    const words = await text;
    const ok = words !== null && (await copyText(words, this.#stage.renderRoot as ShadowRoot));
    this.copied = { key, ok };
    this.speak(ok ? "Copied." : "The browser does not allow copying here. Select the text instead.");
  }

  exportReport(format: "markdown" | "json"): Promise<string | null> {
    return this.#stage.exportReport(format);
  }

  async tryCanary(): Promise<void> {
    this.canary = "trying";
    this.#stage.requestUpdate();
    this.canary = await this.requests.tryCanary();
    this.#stage.requestUpdate();
  }

  show(label: Label, from: string): void {
    const item = this.results?.items[label.source];
    if (item === undefined) return;
    const row = this.results?.texts[label.source]?.rowAt(label.start.offset) ?? label.start.line;
    this.#goToPlace({ item, line: label.start.line, start: label.start.offset, end: label.end.offset, from }, row);
  }

  showLine(item: number, line: number): void {
    const text = this.results?.texts[this.results.items.indexOf(item)];
    this.#goToPlace({ item, line, start: 0, end: 0, from: null }, text?.rowOf(line) ?? line);
  }

  goTo(findingKey: string): void {
    this.#opened.set(findingKey, true);
    this.#focusAfterUpdate(`[data-finding="${CSS.escape(findingKey)}"] .finding-head`, "start");
  }

  back(): void {
    const from = this.place?.from ?? null;
    this.place = null;
    if (from !== null) this.#focusAfterUpdate(`[data-key="${CSS.escape(from)}"]`, "center");
  }

  earlier(): void {
    this.window = { ...this.window, first: Math.max(1, this.window.first - WINDOW) };
    this.#stage.requestUpdate();
  }

  later(): void {
    this.window = { ...this.window, last: this.window.last + WINDOW };
    this.#stage.requestUpdate();
  }

  speak(words: string): void {
    this.spoken = words;
    this.#stage.requestUpdate();
  }

  #goToPlace(place: Place, row: number): void {
    const item = this.#session.items.find(place.item);
    if (item === undefined) return;
    item.editing = false;
    this.select(item);
    this.place = place;
    this.window = { first: Math.max(1, row - WINDOW / 2), last: row + WINDOW / 2 };
    void this.#stage.updateComplete.then(() => {
      const reader = this.#query(".reader");
      const line = this.#query(".reader .here");
      if (reader === null || line === null) return;
      reader.scrollIntoView({ block: "nearest" });
      reader.scrollTop += line.getBoundingClientRect().top - reader.getBoundingClientRect().top - reader.clientHeight / 3;
      reader.focus({ preventScroll: true });
      this.speak(`Line ${place.line} of ${item.name}.`);
    });
  }

  #focusAfterUpdate(selector: string, block: ScrollLogicalPosition): void {
    this.#stage.requestUpdate();
    void this.#stage.updateComplete.then(() => {
      const target = this.#query(selector);
      target?.scrollIntoView({ block });
      target?.focus({ preventScroll: true });
    });
  }

  #query(selector: string): HTMLElement | null {
    return this.#stage.renderRoot.querySelector<HTMLElement>(selector);
  }
}
