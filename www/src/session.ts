// The evidence of one element and what the core says of it. It knows nothing of how that is shown.
//
// A session lives as long as its element is in a document: the worker starts with it and ends with it, the evidence
// stays. Whoever asks for an examination gets a promise of the report that answers this or a newer state; there is one
// examination at a time, and one answer for all who wait. What is said of the evidence as a whole is the last results,
// what keeps newer ones from coming (`trouble`), what was left out, and what takes long (`busy`).

import type { ReactiveController, ReactiveControllerHost } from "lit";
import { type Answer, Engine, type Trouble } from "./engine.js";
import { EXAMPLE_TIME, type Example } from "./examples/index.js";
import { type Dropped, LARGEST_FILE } from "./files.js";
import { type Item, Items } from "./items.js";
import { sizeOf } from "./protocol.js";
import type { Report } from "./report-types.js";
import { Results } from "./results.js";
import { WARM_UPS } from "./warm-ups.js";
import { bytes, count } from "./words.js";

export type ErrorCode = Trouble | "input-too-large";

export interface SessionEvents {
  ready(): void;
  /** `first` where there was no report before. */
  reported(results: Results, first: boolean): void;
  failed(code: ErrorCode, message: string): void;
}

/** What evidence is judged by. */
export interface Terms {
  at: number | null;
  profile: string | null;
}

/** What takes long enough to be told. */
export interface Busy {
  words: string;
  /** How much of it is done, from 0 to 1, where that is known. */
  part: number | null;
}

/** How long to wait for another keystroke. */
const DEBOUNCE_MS = 250;
/** How long an examination runs before the page says so. */
const BUSY_AFTER_MS = 400;

export class Session implements ReactiveController {
  readonly items = new Items();
  results: Results | null = null;
  trouble: { code: Trouble; message: string } | null = null;
  /** What was left out, and why. */
  leftOut: readonly string[] = [];
  busy: Busy | null = null;

  #host: ReactiveControllerHost;
  #events: SessionEvents;
  #terms: () => Terms;
  #debounce: ReturnType<typeof setTimeout> | undefined;
  #busyTimer: ReturnType<typeof setTimeout> | undefined;
  /** The file that is being read. */
  #reading: { id: number; done: number; total: number } | null = null;
  #warmedUp = false;
  #waiting: ((report: Report | null) => void)[] = [];
  #engine = new Engine({
    ready: () => this.#events.ready(),
    answer: (answer) => this.#receive(answer),
    progress: (id, done, total) => this.#progress(id, done, total),
    unreadable: (id) => this.#leaveOut(id, (name) => `${name} could not be read by the browser and was left out.`),
    trouble: (code, message) => this.#fail(code, message),
  });

  constructor(host: ReactiveControllerHost, events: SessionEvents, terms: () => Terms) {
    this.#host = host;
    this.#events = events;
    this.#terms = terms;
    this.items.addPaste();
    host.addController(this);
  }

  hostConnected(): void {
    this.#engine.start();
    if (this.items.evidence.length > 0) void this.examine();
  }

  hostDisconnected(): void {
    clearTimeout(this.#debounce);
    this.#settle(null);
    this.#engine.stop();
  }

  /** Has the core practise, once, so that the first answer comes sooner. */
  warmUp(): void {
    if (this.#warmedUp) return;
    this.#warmedUp = true;
    this.#engine.warmUp(WARM_UPS);
  }

  /** Takes what was typed, and examines it when the typing pauses. */
  type(item: Item, text: string): void {
    this.items.edit(item, text);
    clearTimeout(this.#debounce);
    this.#debounce = setTimeout(() => void this.examine(), DEBOUNCE_MS);
  }

  /** Adds files and examines; the first of them is returned. The worker reads them. */
  add({ files, leftOut }: Dropped): { first: Item | null; examined: Promise<Report | null> } {
    const notTaken = [...leftOut];
    let first: Item | null = null;
    for (const { name, file } of files) {
      if (file.size > LARGEST_FILE) {
        const words = `${name} is larger than ${bytes(LARGEST_FILE)} and was left out.`;
        notTaken.push(words);
        this.#events.failed("input-too-large", words);
        continue;
      }
      const item = this.items.addFile(name, file);
      first ??= item;
    }
    if (first !== null) this.items.dropEmptyPastes();
    return { first, examined: this.examine(notTaken) };
  }

  load(example: Example): Item | undefined {
    this.items.clear();
    for (const { name, text } of example.sources) this.items.addExample(name, text);
    return this.items.all[0];
  }

  remove(item: Item, leftOut: readonly string[] = []): void {
    this.items.remove(item.id);
    if (this.items.all.length === 0) this.items.addPaste();
    void this.examine(leftOut);
  }

  clear(): void {
    this.items.clear();
    this.items.addPaste();
    void this.examine();
  }

  /**
   * Examines what there is. The promise holds the report that answers this or a newer state. What was left out
   * is told until the next change.
   */
  examine(leftOut: readonly string[] = []): Promise<Report | null> {
    clearTimeout(this.#debounce);
    const { evidence } = this.items;
    this.trouble = null;
    this.leftOut = leftOut;
    this.#host.requestUpdate();
    if (evidence.length === 0) {
      this.#engine.cancel();
      this.#quiet();
      this.results = null;
      this.#settle(null);
      return Promise.resolve(null);
    }
    const { at, profile } = this.#terms();
    const exampleOnly = evidence.every(({ kind }) => kind === "example");
    this.#busyAfterAWhile();
    this.#engine.ask({
      evidence: evidence.map(({ id, version, name, data }) => ({ id, version, name, data })),
      at: at ?? (exampleOnly ? EXAMPLE_TIME : Date.now()),
      profile,
    });
    return new Promise((resolve) => this.#waiting.push(resolve));
  }

  /** Stops the examination that is running. A file that is being read is left out; other evidence stays. */
  interrupt(): void {
    this.#engine.cancel();
    const reading = this.#reading;
    if (reading !== null) {
      this.#leaveOut(reading.id, (name) => `The reading of ${name} was stopped; it was left out.`);
      return;
    }
    this.#fail("parse", "The examination was stopped. Change or remove some of the evidence and it runs again.");
  }

  /** The last report in a format. */
  async render(format: "markdown" | "json"): Promise<string | null> {
    if (this.results === null) return null;
    return format === "json" ? `${this.results.json}\n` : this.#engine.render();
  }

  #leaveOut(id: number, words: (name: string) => string): void {
    const item = this.items.find(id);
    this.#quiet();
    if (item === undefined) return;
    const told = words(item.name);
    this.remove(item, [...this.leftOut, told]);
    this.#events.failed("parse", told);
  }

  #progress(id: number, done: number, total: number): void {
    this.#reading = done < total ? { id, done, total } : null;
    if (this.busy === null) return;
    this.busy = this.#busyWith();
    this.#host.requestUpdate();
  }

  #receive({ json, texts, evidence }: Answer): void {
    this.#quiet();
    const first = this.results === null;
    this.results = new Results(
      json,
      texts,
      evidence.map(({ id }) => id),
    );
    if (this.#dropPrivateKeys(this.results)) void this.examine(this.leftOut);
    this.#settle(this.results.report);
    this.#host.requestUpdate();
    this.#events.reported(this.results, first);
  }

  /**
   * The core masks private keys in the text that it gives back. What is held here, and by the worker, is
   * replaced by that text, so that no key stays in memory or in the field.
   */
  #dropPrivateKeys(results: Results): boolean {
    let dropped = false;
    for (const { rule, labels } of results.report.findings) {
      if (rule !== "private-key-pasted") continue;
      for (const { source } of labels) {
        const item = this.items.find(results.itemOf(source) ?? 0);
        const masked = results.textOf(source)?.text;
        if (item === undefined || masked === undefined || item.data === masked) continue;
        this.items.edit(item, masked);
        dropped = true;
      }
    }
    return dropped;
  }

  #fail(code: Trouble, message: string): void {
    this.#quiet();
    this.trouble = { code, message };
    this.#settle(null);
    this.#host.requestUpdate();
    this.#events.failed(code, message);
  }

  #settle(report: Report | null): void {
    for (const resolve of this.#waiting.splice(0)) resolve(report);
  }

  #busyAfterAWhile(): void {
    clearTimeout(this.#busyTimer);
    this.#busyTimer = setTimeout(() => {
      this.busy = this.#busyWith();
      this.#host.requestUpdate();
    }, BUSY_AFTER_MS);
  }

  #busyWith(): Busy {
    if (this.#reading !== null) {
      const { id, done, total } = this.#reading;
      const name = this.items.find(id)?.name ?? "";
      return { words: `Reading ${name}: ${bytes(done)} of ${bytes(total)}`, part: done / total };
    }
    const { evidence } = this.items;
    const size = evidence.reduce((sum, { data }) => sum + sizeOf(data), 0);
    return { words: `Examining ${count(evidence.length, "source")}, ${bytes(size)}`, part: null };
  }

  #quiet(): void {
    clearTimeout(this.#busyTimer);
    this.#reading = null;
    this.busy = null;
  }
}
