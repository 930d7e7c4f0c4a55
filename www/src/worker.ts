// The core in a classic worker, so that reading long evidence never blocks the page.

import { Examination, initSync } from "bundled:core";
import wasm from "bundled:wasm";
import type { Data, FromWorker, SentText, ToWorker, WarmUp } from "./protocol.js";

const scope = globalThis as unknown as {
  onmessage: ((event: MessageEvent<ToWorker>) => void) | null;
  postMessage(message: FromWorker): void;
};

declare const FileReaderSync: new () => { readAsArrayBuffer(blob: Blob): ArrayBuffer };

/** How often the page is told how far the reading has come. */
const PROGRESS_MS = 100;

/** Evidence that was not read yet. */
const unread = new Map<number, { name: string; data: Data }>();
/** Evidence that was read, whose text the page has not been sent. */
const unsent = new Map<number, Data | null>();
/** Evidence that the examination holds. */
const read = new Set<number>();
/** It keeps what was read: a question costs the reading of what is new. */
let examination: Examination | null = null;

scope.onmessage = ({ data: message }) => {
  switch (message.type) {
    case "put":
      drop(message.id);
      unread.set(message.id, { name: message.name, data: message.data });
      break;
    case "drop":
      drop(message.id);
      break;
    case "warm-up":
      warmUp(message.on);
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

/** Goes the whole way of a question once, with an examination of its own. */
function warmUp({ name, text }: WarmUp): void {
  try {
    const practice = new Examination();
    practice.add(name, text);
    practice.json();
    practice.free();
  } finally {
    scope.postMessage({ type: "warm" });
  }
}

function drop(id: number): void {
  unread.delete(id);
  unsent.delete(id);
  read.delete(id);
  examination?.remove(id);
}

/** Takes a file whose bytes the page hands over. */
function take(message: Extract<ToWorker, { type: "begin" | "piece" | "end" }>): void {
  examination ??= new Examination();
  if (message.type === "begin") {
    drop(message.id);
    examination.begin(message.name, message.id);
  } else if (message.type === "piece") {
    scope.postMessage({ type: "took", sequence: message.sequence, more: examination.push(message.bytes) });
  } else {
    examination.end();
    read.add(message.id);
    unsent.set(message.id, null);
  }
}

function examine({ sequence, order, at, profile }: Extract<ToWorker, { type: "examine" }>): void {
  try {
    const options = { at: new Date(at), ...(profile === null ? {} : { profile }) };
    examination ??= new Examination(options);
    examination.judgeBy(options);
    for (const id of read) {
      if (!order.includes(id)) drop(id);
    }
    for (const id of order) {
      if (add(examination, sequence, id)) continue;
      scope.postMessage(readsFiles() ? { type: "unreadable", sequence, id } : { type: "reads-no-file", sequence });
      return;
    }
    const json = examination.json();
    const texts: SentText[] = [];
    for (const [id, data] of unsent) {
      const index = order.indexOf(id);
      const text = examination.sourceText(index) ?? "";
      texts.push({ id, text: text === data ? null : text, lines: examination.sourceLines(index) ?? null });
    }
    unsent.clear();
    scope.postMessage({ type: "report", sequence, json, texts });
  } catch (error) {
    scope.postMessage({ type: "failed", sequence, message: String(error) });
  }
}

/** Reads a source that was not; `false` where it is a file that cannot be read. */
function add(to: Examination, sequence: number, id: number): boolean {
  const held = unread.get(id);
  if (held === undefined) return true;
  const { name, data } = held;
  let told = performance.now();
  const progress = (done: number, total: number): void => {
    if (done < total && performance.now() - told < PROGRESS_MS) return;
    told = performance.now();
    scope.postMessage({ type: "progress", sequence, id, done, total });
  };
  try {
    to.add(name, data, progress, id);
  } catch (error) {
    // A trap is no matter of the file.
    if (typeof data === "string" || error instanceof WebAssembly.RuntimeError) throw error;
    return false;
  }
  unread.delete(id);
  read.add(id);
  unsent.set(id, data);
  return true;
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
