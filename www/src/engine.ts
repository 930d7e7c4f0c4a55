// What is asked of the core: the newest question wins, an answer to an older one is dropped, and a worker that hangs
// is replaced.
//
// The engine is in one of four states (`State`). A question is put to a worker that is idle; while that is busy with
// it, the newest of further questions waits. Two clocks run meanwhile, of which one is set at a time: patience, for a
// worker that gives no sign of life, and, as soon as a newer question waits, impatience, for a worker that is busy with
// what nobody wants any more. Either ends the worker, and what it had read is read again.

import { CoreWorker, type Evidence } from "./core-worker.js";
import { type FromWorker, sizeOf, type WarmUp } from "./protocol.js";
import type { SourceText } from "./source-text.js";

export interface Question {
  readonly evidence: readonly Evidence[];
  readonly at: number;
  readonly profile: string | null;
}

export interface Answer {
  readonly json: string;
  /** The text of each piece of evidence, as the core decoded it. */
  readonly texts: readonly SourceText[];
  readonly evidence: readonly Evidence[];
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

/** A question that a worker is busy with. */
interface Asked extends Question {
  readonly sequence: number;
  /** When a piece of a file was read that is still wanted. */
  sign: number;
  /** The file that is being read. */
  reading: number | null;
  /** Told when the worker has taken a piece of a file, and whether it wants more. */
  took: ((more: boolean) => void) | null;
}

type State =
  /** No worker yet, or none any more; the next question starts one. */
  | { readonly kind: "stopped" }
  /** This browser, or the policy of the page, lets no worker run the core. */
  | { readonly kind: "unable" }
  | { readonly kind: "idle"; readonly worker: CoreWorker }
  | {
      readonly kind: "examining";
      readonly worker: CoreWorker;
      readonly asked: Asked;
      /** The newest of the questions that came since. */
      next: Question | null;
      clock?: ReturnType<typeof setTimeout>;
    };

type Examining = Extract<State, { kind: "examining" }>;

export class Engine {
  #events: EngineEvents;
  #state: State = { kind: "stopped" };
  #sequence = 0;
  /** Whether the page reads the files, because the browser does not let the worker. */
  #handsOver = false;
  /** What the worker has still to practise on. */
  #warmUps: WarmUp[] = [];

  constructor(events: EngineEvents) {
    this.#events = events;
  }

  /** Starts the worker ahead of the first question. */
  start(): void {
    if (this.#state.kind === "stopped") this.#startWorker();
  }

  /** Has the worker practise, one piece at a time, while there is no question. */
  warmUp(on: readonly WarmUp[]): void {
    this.#warmUps = [...on];
    this.#practise();
  }

  /** Drops what was asked; the worker goes where it was busy with it. */
  cancel(): void {
    if (this.#state.kind === "examining") this.#end("stopped");
  }

  /** Stops everything. The next question starts anew. */
  stop(): void {
    if (this.#state.kind !== "unable") this.#end("stopped");
  }

  /** Asks. The answer comes by event, unless a newer question overtakes it. */
  ask(question: Question): void {
    const state = this.#state;
    if (state.kind === "unable") return;
    if (state.kind !== "examining") {
      this.#begin(question);
      return;
    }
    state.next = question;
    // What is still wanted would have to be read again from its beginning.
    if (!isWanted(state, state.asked.reading)) this.#beginImpatience(state);
  }

  /** The last answer in Markdown; `null` where there is none. */
  render(): Promise<string | null> {
    const state = this.#state;
    return "worker" in state ? state.worker.render() : Promise.resolve(null);
  }

  #startWorker(): CoreWorker | null {
    try {
      const worker = new CoreWorker(
        (message) => this.#receive(message),
        (message) => this.#broken(message),
      );
      this.#state = { kind: "idle", worker };
      return worker;
    } catch (error) {
      this.#broken(String(error));
      return null;
    }
  }

  #begin(question: Question): void {
    const worker = "worker" in this.#state ? this.#state.worker : this.#startWorker();
    if (worker === null) return;
    const sequence = ++this.#sequence;
    const asked: Asked = { ...question, sequence, sign: performance.now(), reading: null, took: null };
    const state: Examining = { kind: "examining", worker, asked, next: null };
    this.#state = state;
    if (this.#handsOver) void this.#handOver(state);
    else this.#examine(state);
  }

  #examine(state: Examining): void {
    const { evidence, sequence, at, profile } = state.asked;
    state.worker.put(evidence);
    state.worker.send({ type: "examine", sequence, order: evidence.map(({ id }) => id), at, profile });
    this.#beginPatience(state);
  }

  /** Reads the files here and hands their pieces to the worker, one after the other, before it is asked. */
  async #handOver(state: Examining): Promise<void> {
    this.#beginPatience(state);
    for (const one of state.asked.evidence) {
      if (typeof one.data === "string" || state.worker.holds(one)) continue;
      if (!(await this.#handOverFile(state, one, one.data))) return;
    }
    this.#examine(state);
  }

  /** `false` where the question is no longer the one that the worker is busy with. */
  async #handOverFile(state: Examining, evidence: Evidence, file: Blob): Promise<boolean> {
    const { worker, asked } = state;
    const { sequence } = asked;
    const { id, name } = evidence;
    worker.send({ type: "begin", sequence, id, name });
    let done = 0;
    for (let more = true; more && done < file.size; ) {
      const end = Math.min(done + PIECE, file.size);
      const piece = await file
        .slice(done, end)
        .arrayBuffer()
        .catch(() => null);
      if (this.#state !== state) return false;
      if (piece === null) {
        this.#settle(state, { type: "unreadable", sequence, id });
        return false;
      }
      const took = new Promise<boolean>((resolve) => {
        asked.took = resolve;
      });
      worker.send({ type: "piece", sequence, bytes: new Uint8Array(piece) }, [piece]);
      more = await took;
      if (this.#state !== state) return false;
      done = end;
      this.#progress(state, id, done, file.size);
    }
    worker.send({ type: "end", sequence, id, name });
    worker.handed(evidence);
    return true;
  }

  #receive(message: FromWorker): void {
    if (message.type === "ready") this.#events.ready();
    else if (message.type === "unable") this.#fail(message.code, message.message);
    else if (message.type === "warm") this.#practise();
    else if (message.type === "rendered") this.#rendered(message.request, message.text);
    else if (this.#state.kind === "examining" && this.#state.asked.sequence === message.sequence) {
      this.#receiveOf(this.#state, message);
    }
  }

  /** Takes what belongs to the question that the worker is busy with. */
  #receiveOf(state: Examining, message: Extract<FromWorker, { sequence: number }>): void {
    switch (message.type) {
      case "progress":
        this.#progress(state, message.id, message.done, message.total);
        break;
      case "took":
        state.asked.took?.(message.more);
        break;
      case "reads-no-file":
        this.#handsOver = true;
        // What it was given of them so far is of no use.
        state.worker.forget();
        this.#leave(state);
        this.#begin(state.next ?? state.asked);
        break;
      default:
        this.#settle(state, message);
    }
  }

  /** The question is answered, or will never be. */
  #settle(state: Examining, message: Extract<FromWorker, { type: "report" | "unreadable" | "failed" }>): void {
    const { worker, asked, next } = state;
    this.#leave(state);
    // Also what answers an outdated question is sent once only.
    if (message.type === "report") worker.keep(asked.evidence, message.texts);
    // After a panic the core's memory cannot be trusted.
    if (message.type === "failed") this.#end("stopped");
    if (next !== null) {
      this.#begin(next);
    } else if (message.type === "report") {
      const { evidence } = asked;
      this.#events.answer({ json: message.json, texts: worker.textsOf(evidence), evidence });
      this.#practise();
    } else if (message.type === "unreadable") {
      this.#events.unreadable(message.id);
    } else {
      this.#events.trouble("parse", message.message);
    }
  }

  #progress(state: Examining, id: number, done: number, total: number): void {
    const { asked } = state;
    asked.reading = done < total ? id : null;
    if (isWanted(state, id)) {
      asked.sign = performance.now();
      if (state.next === null || asked.reading !== null) this.#beginPatience(state);
      else this.#beginImpatience(state);
    }
    this.#events.progress(id, done, total);
  }

  #rendered(request: number, text: string | null): void {
    if ("worker" in this.#state) this.#state.worker.rendered(request, text);
  }

  #practise(): void {
    if (this.#state.kind !== "idle") return;
    const next = this.#warmUps.shift();
    if (next !== undefined) this.#state.worker.send({ type: "warm-up", on: next });
  }

  /** Waits for a sign of the worker, and no longer than that can take. */
  #beginPatience(state: Examining): void {
    const sizes = state.asked.evidence.map(({ data }) => Math.min(sizeOf(data) / 1e6, MOST_MEGABYTES));
    const megabytes = sizes.reduce((sum, size) => sum + size, 0);
    this.#setClock(state, PATIENCE_MS + megabytes * PATIENCE_MS_PER_MEGABYTE, () => {
      this.#end("stopped");
      this.#events.trouble("parse", "The examination took too long and was stopped.");
    });
  }

  /** Lets a newer question wait no longer than a worker needs that does not hang. */
  #beginImpatience(state: Examining): void {
    this.#setClock(state, Math.max(0, state.asked.sign + OUTDATED_MS - performance.now()), () => {
      this.#end("stopped");
      if (state.next !== null) this.#begin(state.next);
    });
  }

  #setClock(state: Examining, milliseconds: number, ring: () => void): void {
    clearTimeout(state.clock);
    state.clock = setTimeout(ring, milliseconds);
  }

  #leave(state: Examining): void {
    clearTimeout(state.clock);
    this.#state = { kind: "idle", worker: state.worker };
  }

  #broken(message: string): void {
    this.#fail("wasm-blocked-by-csp", message || "The page's policy does not let the worker start.");
  }

  #fail(code: Trouble, message: string): void {
    this.#end("unable");
    this.#events.trouble(code, message);
  }

  #end(kind: "stopped" | "unable"): void {
    if (this.#state.kind === "examining") clearTimeout(this.#state.clock);
    if ("worker" in this.#state) this.#state.worker.end();
    this.#state = { kind };
  }
}

/** Whether a file that is read for the present question belongs to the one that waits, too. */
function isWanted({ asked, next }: Examining, id: number | null): boolean {
  const find = ({ evidence }: Question): Evidence | undefined => evidence.find((one) => one.id === id);
  const read = find(asked);
  return read !== undefined && (next === null || find(next)?.version === read.version);
}
