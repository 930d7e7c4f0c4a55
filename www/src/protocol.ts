// What the element and its worker say to each other.

/** How evidence is handed to the core: text as pasted, or a file, which the worker reads piece by piece. */
export type Data = string | Blob;

/** How much there is of it: characters or bytes. */
export function sizeOf(data: Data): number {
  return typeof data === "string" ? data.length : data.size;
}

/** The text of a piece of evidence, as the core decoded it. */
export interface SentText {
  id: number;
  /** `null` where it is the text that was put. */
  text: string | null;
  /** The numbers of the lines of a text that is an excerpt. */
  lines: Uint32Array | null;
}

/** Made-up evidence to practise on, so that the code for it is compiled when somebody waits. */
export interface WarmUp {
  readonly name: string;
  readonly text: string;
}

export type ToWorker =
  | { type: "warm-up"; on: WarmUp }
  | { type: "put"; id: number; name: string; data: Data }
  | { type: "drop"; id: number }
  /** A file whose bytes the page hands over, piece by piece, because the worker may not read it. */
  | { type: "begin"; sequence: number; id: number; name: string }
  | { type: "piece"; sequence: number; bytes: Uint8Array<ArrayBuffer> }
  | { type: "end"; sequence: number; id: number; name: string }
  | { type: "examine"; sequence: number; order: number[]; at: number; profile: string | null }
  | { type: "render"; request: number };

export type FromWorker =
  | { type: "ready" }
  /** What there was to practise on is done. */
  | { type: "warm" }
  | { type: "unable"; code: "wasm-blocked-by-csp" | "wasm-unsupported"; message: string }
  /** How far the reading of a file has come. */
  | { type: "progress"; sequence: number; id: number; done: number; total: number }
  /** This browser lets the worker read no file at all; the examination ended there. */
  | { type: "reads-no-file"; sequence: number }
  /** A piece was taken; whether more of its file are wanted. */
  | { type: "took"; sequence: number; more: boolean }
  /** A file cannot be read; the examination ended there. */
  | { type: "unreadable"; sequence: number; id: number }
  /** With the texts of the evidence that was put since the last report. */
  | { type: "report"; sequence: number; json: string; texts: SentText[] }
  | { type: "failed"; sequence: number; message: string }
  | { type: "rendered"; request: number; text: string | null };
