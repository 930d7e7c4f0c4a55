// The worker and what is asked of it: the newest question wins, an answer to an older one is dropped, and
// a worker that hangs is replaced.

import source from "bundled:worker";
import type { Data, FromWorker, RenderFormat, ToWorker } from "./protocol.js";
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
  texts: string[];
  evidence: Evidence[];
  milliseconds: number;
}

export type Trouble = "wasm-blocked-by-csp" | "wasm-unsupported" | "parse";

export interface EngineEvents {
  ready(): void;
  answer(answer: Answer): void;
  trouble(code: Trouble, message: string): void;
}

/** How long a question may take before its worker is taken to hang: so long, and longer for much evidence. */
const PATIENCE_MS = 20_000;
const PATIENCE_MS_PER_MEGABYTE = 2_000;
/** How long an outdated question may keep a newer one waiting. */
const OUTDATED_MS = 1_000;

interface Asked extends Question {
  sequence: number;
  since: number;
}

export class Engine {
  #events: EngineEvents;
  #worker: Worker | null = null;
  /** What the present worker holds: id → version. */
  #held = new Map<number, number>();
  #sequence = 0;
  #asked: Asked | null = null;
  #waiting: Question | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;
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
    const left = this.#asked.since + OUTDATED_MS - performance.now();
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      this.#terminate();
      this.#next();
    }, Math.max(0, left));
  }

  /** The last answer in another format; `null` where there is none. */
  render(format: RenderFormat): Promise<string | null> {
    if (this.#worker === null) return Promise.resolve(null);
    const request = ++this.#sequence;
    return new Promise((resolve) => {
      this.#renders.set(request, resolve);
      this.#send({ type: "render", request, format });
    });
  }

  #next(): void {
    const question = this.#waiting;
    if (question === null || this.#unable) return;
    this.start();
    if (this.#worker === null) return;
    this.#waiting = null;
    this.#put(question.evidence);
    const asked = { ...question, sequence: ++this.#sequence, since: performance.now() };
    this.#asked = asked;
    this.#send({
      type: "examine",
      sequence: asked.sequence,
      order: question.evidence.map(({ id }) => id),
      at: question.at,
      profile: question.profile,
    });
    const bytes = question.evidence.reduce((sum, { data }) => sum + data.length, 0);
    clearTimeout(this.#timer);
    this.#timer = setTimeout(
      () => {
        this.#terminate();
        this.#events.trouble("parse", "The examination took too long and was stopped.");
      },
      PATIENCE_MS + (bytes / 1e6) * PATIENCE_MS_PER_MEGABYTE,
    );
  }

  #put(evidence: Evidence[]): void {
    const wanted = new Set(evidence.map(({ id }) => id));
    for (const id of [...this.#held.keys()]) {
      if (wanted.has(id)) continue;
      this.#held.delete(id);
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
      case "rendered":
        this.#renders.get(message.request)?.(message.text);
        this.#renders.delete(message.request);
        break;
      case "report":
      case "failed": {
        const asked = this.#asked;
        if (asked === null || asked.sequence !== message.sequence) return;
        this.#asked = null;
        clearTimeout(this.#timer);
        if (this.#waiting !== null) {
          this.#next();
        } else if (message.type === "report") {
          this.#events.answer(this.#answer(asked, message.json, message.texts));
        } else {
          // After a panic the core's memory cannot be trusted.
          this.#terminate();
          this.#events.trouble("parse", message.message);
        }
      }
    }
  }

  #answer(asked: Asked, json: string, texts: (string | null)[]): Answer {
    return {
      json,
      texts: asked.evidence.map(({ data }, index) => texts[index] ?? (typeof data === "string" ? data : "")),
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
    this.#held.clear();
    for (const resolve of this.#renders.values()) resolve(null);
    this.#renders.clear();
  }

  #send(message: ToWorker): void {
    this.#worker?.postMessage(message);
  }
}
