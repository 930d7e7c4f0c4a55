// A worker that runs the core, and what it holds: evidence that it has been handed stays there.

import source from "bundled:worker";
import type { Data, FromWorker, SentText, ToWorker } from "./protocol.js";
import { SourceText } from "./source-text.js";
import { startWorker } from "./trusted.js";

/** A piece of evidence. */
export interface Evidence {
  readonly id: number;
  /** Counts up when the data changes. */
  readonly version: number;
  readonly name: string;
  readonly data: Data;
}

export class CoreWorker {
  #worker: Worker;
  /** What it holds: id → version. */
  #held = new Map<number, number>();
  /** The texts of what it holds and has read. */
  #texts = new Map<number, SourceText>();
  #renders = new Map<number, (text: string | null) => void>();
  #lastRender = 0;
  #ended = false;

  /** Throws where the page's policy forbids it. */
  constructor(receive: (message: FromWorker) => void, broken: (message: string) => void) {
    this.#worker = startWorker(source);
    // What was under way when it ended may still come in.
    this.#worker.onmessage = ({ data }: MessageEvent<FromWorker>) => {
      if (!this.#ended) receive(data);
    };
    this.#worker.onerror = (event) => {
      event.preventDefault();
      if (!this.#ended) broken(event.message ?? "");
    };
  }

  send(message: ToWorker, transfer: Transferable[] = []): void {
    this.#worker.postMessage(message, transfer);
  }

  holds({ id, version }: Evidence): boolean {
    return this.#held.get(id) === version;
  }

  /** Notes that it was handed a piece of evidence. */
  handed({ id, version }: Evidence): void {
    this.#held.set(id, version);
  }

  /** Hands over what it does not hold yet, and has it drop everything else. */
  put(evidence: readonly Evidence[]): void {
    const wanted = new Set(evidence.map(({ id }) => id));
    for (const id of [...this.#held.keys()]) {
      if (wanted.has(id)) continue;
      this.#held.delete(id);
      this.#texts.delete(id);
      this.send({ type: "drop", id });
    }
    for (const one of evidence) {
      if (this.holds(one)) continue;
      this.handed(one);
      this.send({ type: "put", id: one.id, name: one.name, data: one.data });
    }
  }

  /** Holds nothing any more, as far as the page knows. */
  forget(): void {
    this.#held.clear();
  }

  keep(evidence: readonly Evidence[], texts: readonly SentText[]): void {
    for (const { id, text, lines } of texts) {
      const data = evidence.find((one) => one.id === id)?.data;
      this.#texts.set(id, new SourceText(text ?? (typeof data === "string" ? data : ""), lines));
    }
  }

  /** The texts of pieces of evidence, as the core decoded them. */
  textsOf(evidence: readonly Evidence[]): SourceText[] {
    return evidence.map(({ id }) => this.#texts.get(id) ?? new SourceText(""));
  }

  /** The last report in Markdown; `null` where there is none, or the worker ends first. */
  render(): Promise<string | null> {
    const request = ++this.#lastRender;
    return new Promise((resolve) => {
      this.#renders.set(request, resolve);
      this.send({ type: "render", request });
    });
  }

  rendered(request: number, text: string | null): void {
    this.#renders.get(request)?.(text);
    this.#renders.delete(request);
  }

  end(): void {
    this.#ended = true;
    this.#worker.terminate();
    for (const resolve of this.#renders.values()) resolve(null);
    this.#renders.clear();
  }
}
