// The worker and what is asked of it: the newest question wins, an answer to an older one is dropped, and
// a worker that hangs is replaced.

import source from "bundled:worker";
import { type Data, type FromWorker, type SentText, type ToWorker, sizeOf } from "./protocol.js";
import { SourceText } from "./source-text.js";
import { startWorker } from "./trusted.js";

export interface Evidence {
  readonly id: number;
  /** Counts up when the data changes. */
  readonly version: number;
  readonly name: string;
  readonly data: Data;
}

export interface Question {
  evidence: Evidence[];
  at: number;
  profile: string | null;
}

export interface Answer {
  json: string;
  /** The text of each piece of evidence, as the core decoded it. */
  texts: SourceText[];
  evidence: Evidence[];
  milliseconds: number;
}

export type Trouble = "wasm-blocked-by-csp" | "wasm-unsupported" | "parse";

export interface EngineEvents {
  ready(): void;
  answer(answer: Answer): void;
  /** How far the reading of a file has come. */
  progress(id: number, done: number, total: number): void;
  /** A file cannot be read; nothing was examined. */
  unreadable(id: number): void;
  trouble(code: Trouble, message: string): void;
}

/** How long a question may take before its worker is taken to hang: so long, and longer for much evidence. */
const PATIENCE_MS = 20_000;
const PATIENCE_MS_PER_MEGABYTE = 2_000;
/** No more of one source is examined at once; of longer ones the reading is told. */
const MOST_MEGABYTES = 64;
/** How much of a file is handed to a worker at a time that may not read it. */
const PIECE = 4 << 20;
/**
 * How long an outdated question may keep a newer one waiting without having read anything for it. Short of a worker
 * that hangs, to wait is quicker: a new one has to read everything again.
 */
const OUTDATED_MS = 5_000;

interface Asked extends Question {
  sequence: number;
  since: number;
  /** When a piece of a file was read that is still wanted. */
  sign: number;
}

export class Engine {
  #events: EngineEvents;
  #worker: Worker | null = null;
  /** What the present worker holds: id → version. */
  #held = new Map<number, number>();
  /** The texts of what it holds and has read. */
  #texts = new Map<number, SourceText>();
  #sequence = 0;
  #asked: Asked | null = null;
  #waiting: Question | null = null;
  /** The file that the worker is reading. */
  #reading: number | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;
  /** Whether the page reads the files, because the browser does not let the worker. */
  #handsOver = false;
  #took: ((more: boolean) => void) | null = null;
  #renders = new Map<number, (text: string | null) => void>();
  #unable = false;

  constructor(events: EngineEvents) {
    this.#events = events;
  }

  /** Starts the worker ahead of the first question. */
  start(): void {
    if (this.#worker !== null || this.#unable) return;
    try {
      const worker = startWorker(source);
      worker.onmessage = ({ data }: MessageEvent<FromWorker>) => {
        if (worker === this.#worker) this.#receive(data);
      };
      worker.onerror = (event) => {
        event.preventDefault();
        if (worker === this.#worker) this.#broken(event.message ?? "");
      };
      this.#worker = worker;
    } catch (error) {
      this.#broken(String(error));
    }
  }

  /** Drops what was asked; the worker goes where it was busy with it. */
  cancel(): void {
    this.#waiting = null;
    if (this.#asked !== null) this.#terminate();
  }

  /** Stops everything. The next question starts anew. */
  stop(): void {
    this.#waiting = null;
    this.#terminate();
  }

  /** Asks. The answer comes by event, unless a newer question overtakes it. */
  ask(question: Question): void {
    this.#waiting = question;
    if (this.#asked === null) {
      this.#next();
      return;
    }
    // What is still wanted would have to be read again from its beginning.
    if (this.#reading === null || !this.#isWanted(this.#reading)) this.#beginImpatience(this.#asked);
  }

  /** The last answer in Markdown; `null` where there is none. */
  render(): Promise<string | null> {
    if (this.#worker === null) return Promise.resolve(null);
    const request = ++this.#sequence;
    return new Promise((resolve) => {
      this.#renders.set(request, resolve);
      this.#send({ type: "render", request });
    });
  }

  #next(): void {
    const question = this.#waiting;
    if (question === null || this.#unable) return;
    this.start();
    if (this.#worker === null) return;
    this.#waiting = null;
    const now = performance.now();
    const asked = { ...question, sequence: ++this.#sequence, since: now, sign: now };
    this.#asked = asked;
    if (this.#handsOver) void this.#handOver(asked);
    else this.#examine(asked);
  }

  #examine(asked: Asked): void {
    this.#put(asked.evidence);
    this.#send({
      type: "examine",
      sequence: asked.sequence,
      order: asked.evidence.map(({ id }) => id),
      at: asked.at,
      profile: asked.profile,
    });
    this.#beginPatience(asked);
  }

  /** Reads the files here and hands their pieces to the worker, one after the other, before it is asked. */
  async #handOver(asked: Asked): Promise<void> {
    const { sequence } = asked;
    this.#beginPatience(asked);
    for (const { id, version, name, data } of asked.evidence) {
      if (typeof data === "string" || this.#held.get(id) === version) continue;
      this.#send({ type: "begin", sequence, id, name });
      let done = 0;
      for (let more = true; more && done < data.size; ) {
        const end = Math.min(done + PIECE, data.size);
        const piece = await data.slice(done, end).arrayBuffer().catch(() => null);
        if (this.#asked !== asked) return;
        if (piece === null) {
          this.#receive({ type: "unreadable", sequence, id });
          return;
        }
        const took = new Promise<boolean>((resolve) => (this.#took = resolve));
        this.#send({ type: "piece", sequence, bytes: new Uint8Array(piece) }, [piece]);
        more = await took;
        if (this.#asked !== asked) return;
        done = end;
        this.#progress({ type: "progress", sequence, id, done, total: data.size });
      }
      this.#send({ type: "end", sequence, id, name });
      this.#held.set(id, version);
    }
    this.#examine(asked);
  }

  /** Waits for a sign of the worker, and no longer than that can take. */
  #beginPatience({ evidence }: Question): void {
    const megabytes = evidence.reduce((sum, { data }) => sum + Math.min(sizeOf(data) / 1e6, MOST_MEGABYTES), 0);
    clearTimeout(this.#timer);
    this.#timer = setTimeout(
      () => {
        this.#terminate();
        this.#events.trouble("parse", "The examination took too long and was stopped.");
      },
      PATIENCE_MS + megabytes * PATIENCE_MS_PER_MEGABYTE,
    );
  }

  /** Lets a newer question wait no longer than a worker needs that does not hang. */
  #beginImpatience({ sign }: Asked): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      this.#terminate();
      this.#next();
    }, Math.max(0, sign + OUTDATED_MS - performance.now()));
  }

  /** Whether a file that is read for the present question belongs to the one that waits, too. */
  #isWanted(id: number): boolean {
    const find = (question: Question | null): Evidence | undefined => question?.evidence.find((one) => one.id === id);
    return find(this.#waiting ?? this.#asked)?.version === find(this.#asked)?.version;
  }

  #progress(message: Extract<FromWorker, { type: "progress" }>): void {
    const asked = this.#asked;
    if (asked === null || asked.sequence !== message.sequence) return;
    this.#reading = message.done < message.total ? message.id : null;
    if (this.#isWanted(message.id)) {
      asked.sign = performance.now();
      if (this.#waiting === null || this.#reading !== null) this.#beginPatience(asked);
      else this.#beginImpatience(asked);
    }
    this.#events.progress(message.id, message.done, message.total);
  }

  #put(evidence: Evidence[]): void {
    const wanted = new Set(evidence.map(({ id }) => id));
    for (const id of [...this.#held.keys()]) {
      if (wanted.has(id)) continue;
      this.#held.delete(id);
      this.#texts.delete(id);
      this.#send({ type: "drop", id });
    }
    for (const { id, version, name, data } of evidence) {
      if (this.#held.get(id) === version) continue;
      this.#held.set(id, version);
      this.#send({ type: "put", id, name, data });
    }
  }

  #receive(message: FromWorker): void {
    switch (message.type) {
      case "ready":
        this.#events.ready();
        break;
      case "unable":
        this.#unable = true;
        this.#terminate();
        this.#events.trouble(message.code, message.message);
        break;
      case "progress":
        this.#progress(message);
        break;
      case "took":
        if (this.#asked?.sequence === message.sequence) this.#took?.(message.more);
        break;
      case "reads-no-file":
        this.#handsOver = true;
        if (this.#asked?.sequence === message.sequence) {
          // What it was given of them so far is of no use.
          this.#held.clear();
          this.#waiting ??= this.#asked;
          this.#next();
        }
        break;
      case "rendered":
        this.#renders.get(message.request)?.(message.text);
        this.#renders.delete(message.request);
        break;
      case "report":
      case "unreadable":
      case "failed": {
        const asked = this.#asked;
        if (asked === null || asked.sequence !== message.sequence) return;
        this.#asked = null;
        this.#reading = null;
        clearTimeout(this.#timer);
        // Also what answers an outdated question is sent once only.
        if (message.type === "report") this.#keepTexts(asked, message.texts);
        if (this.#waiting !== null) {
          this.#next();
        } else if (message.type === "report") {
          this.#events.answer(this.#answer(asked, message.json));
        } else if (message.type === "unreadable") {
          this.#events.unreadable(message.id);
        } else {
          // After a panic the core's memory cannot be trusted.
          this.#terminate();
          this.#events.trouble("parse", message.message);
        }
      }
    }
  }

  #keepTexts({ evidence }: Question, texts: SentText[]): void {
    for (const { id, text, lines } of texts) {
      const data = evidence.find((one) => one.id === id)?.data;
      this.#texts.set(id, new SourceText(text ?? (typeof data === "string" ? data : ""), lines));
    }
  }

  #answer(asked: Asked, json: string): Answer {
    return {
      json,
      texts: asked.evidence.map(({ id }) => this.#texts.get(id) ?? new SourceText("")),
      evidence: asked.evidence,
      milliseconds: performance.now() - asked.since,
    };
  }

  #broken(message: string): void {
    this.#unable = true;
    this.#terminate();
    this.#events.trouble("wasm-blocked-by-csp", message || "The page's policy does not let the worker start.");
  }

  #terminate(): void {
    clearTimeout(this.#timer);
    this.#worker?.terminate();
    this.#worker = null;
    this.#asked = null;
    this.#reading = null;
    this.#held.clear();
    this.#texts.clear();
    for (const resolve of this.#renders.values()) resolve(null);
    this.#renders.clear();
  }

  #send(message: ToWorker, transfer: Transferable[] = []): void {
    this.#worker?.postMessage(message, transfer);
  }
}
