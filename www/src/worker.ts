// The core in a classic worker, so that reading long evidence never blocks the page.

import { type Condensed, Examination, initSync } from "bundled:core";
import wasm from "bundled:wasm";
import type { Data, FromWorker, ToWorker } from "./protocol.js";

const scope = globalThis as unknown as {
  onmessage: ((event: MessageEvent<ToWorker>) => void) | null;
  postMessage(message: FromWorker): void;
};

interface Held {
  name: string;
  /** Pieces, where the page handed them over. */
  data: Data | Uint8Array[];
  /** What is left of a long log, once it was read. */
  condensed: Condensed | null;
}

declare const FileReaderSync: new () => { readAsArrayBuffer(blob: Blob): ArrayBuffer };

/** What the core looks at of a form that it takes as a whole. Longer files are condensed while they come in. */
const MOST_KEPT = 64 << 20;
/** How often the page is told how far the reading has come. */
const PROGRESS_MS = 100;

const evidence = new Map<number, Held>();
let examination: Examination | null = null;
/** The file that is being handed over, and an examination that reads it to condense it. */
let handed: { reading: Examination; pieces: Uint8Array[]; size: number } | null = null;

scope.onmessage = ({ data: message }) => {
  switch (message.type) {
    case "put":
      drop(message.id);
      evidence.set(message.id, { name: message.name, data: message.data, condensed: null });
      break;
    case "drop":
      drop(message.id);
      break;
    case "begin":
    case "piece":
    case "end":
      try {
        take(message);
      } catch (error) {
        scope.postMessage({ type: "failed", sequence: message.sequence, message: String(error) });
      }
      break;
    case "examine":
      examine(message);
      break;
    case "render":
      scope.postMessage({ type: "rendered", request: message.request, text: examination?.markdown() ?? null });
  }
};

try {
  initSync({ module: wasm as BufferSource });
  scope.postMessage({ type: "ready" });
} catch (error) {
  const message = String(error);
  // Engines word the refusal differently; all of them name the policy or the source it lacks.
  const blocked = /content security policy|unsafe-eval|csp|blocked/i.test(message);
  scope.postMessage({ type: "unable", code: blocked ? "wasm-blocked-by-csp" : "wasm-unsupported", message });
}

function drop(id: number): void {
  evidence.get(id)?.condensed?.free();
  evidence.delete(id);
}

function take(message: Extract<ToWorker, { type: "begin" | "piece" | "end" }>): void {
  if (message.type === "begin") {
    handed?.reading.free();
    handed = { reading: new Examination(), pieces: [], size: 0 };
    handed.reading.begin(message.name);
    return;
  }
  if (handed === null) return;
  if (message.type === "piece") {
    const { sequence, bytes } = message;
    if (handed.size < MOST_KEPT) handed.pieces.push(bytes);
    handed.size += bytes.length;
    scope.postMessage({ type: "took", sequence, more: handed.reading.push(bytes) });
    return;
  }
  const { reading, pieces } = handed;
  const condensed = reading.end() ?? null;
  reading.free();
  handed = null;
  drop(message.id);
  evidence.set(message.id, { name: message.name, data: condensed === null ? pieces : "", condensed });
}

function examine(request: Extract<ToWorker, { type: "examine" }>): void {
  try {
    examination?.free();
    examination = null;
    const next = new Examination({
      at: new Date(request.at),
      ...(request.profile === null ? {} : { profile: request.profile }),
    });
    for (const id of request.order) {
      if (add(next, request.sequence, id)) continue;
      next.free();
      const { sequence } = request;
      scope.postMessage(readsFiles() ? { type: "unreadable", sequence, id } : { type: "reads-no-file", sequence });
      return;
    }
    examination = next;
    const texts = request.order.map((id, index) => {
      const text = next.sourceText(index) ?? "";
      return text === evidence.get(id)?.data ? null : text;
    });
    const lines = request.order.map((_, index) => next.sourceLines(index) ?? null);
    scope.postMessage({ type: "report", sequence: request.sequence, json: next.json(), texts, lines });
  } catch (error) {
    scope.postMessage({ type: "failed", sequence: request.sequence, message: String(error) });
  }
}

/** Adds a source; `false` where it is a file that cannot be read. */
function add(to: Examination, sequence: number, id: number): boolean {
  const held = evidence.get(id);
  if (held === undefined) {
    to.add("", "");
    return true;
  }
  if (held.condensed !== null) {
    to.addCondensed(held.condensed);
    return true;
  }
  if (Array.isArray(held.data)) {
    to.begin(held.name);
    for (const piece of held.data) to.push(piece);
    to.end();
    return true;
  }
  let told = performance.now();
  const progress = (done: number, total: number): void => {
    if (done < total && performance.now() - told < PROGRESS_MS) return;
    told = performance.now();
    scope.postMessage({ type: "progress", sequence, id, done, total });
  };
  try {
    held.condensed = to.add(held.name, held.data, progress) ?? null;
    return true;
  } catch (error) {
    // A trap is no matter of the file.
    if (typeof held.data === "string" || error instanceof WebAssembly.RuntimeError) throw error;
    return false;
  }
}

/** WebKit reads no file in the worker of a page without an origin: of one from disk, or in a sandboxed frame. */
function readsFiles(): boolean {
  try {
    new FileReaderSync().readAsArrayBuffer(new Blob(["a"]));
    return true;
  } catch {
    return false;
  }
}
