// The core in a classic worker, so that reading long evidence never blocks the page.

import { Examination, initSync } from "bundled:core";
import wasm from "bundled:wasm";
import type { Data, FromWorker, ToWorker } from "./protocol.js";

const scope = globalThis as unknown as {
  onmessage: ((event: MessageEvent<ToWorker>) => void) | null;
  postMessage(message: FromWorker): void;
};

const evidence = new Map<number, { name: string; data: Data }>();
let examination: Examination | null = null;

scope.onmessage = ({ data: message }) => {
  switch (message.type) {
    case "put":
      evidence.set(message.id, { name: message.name, data: message.data });
      break;
    case "drop":
      evidence.delete(message.id);
      break;
    case "examine":
      void examine(message);
      break;
    case "render":
      scope.postMessage({ type: "rendered", request: message.request, text: render(message.format) });
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

async function examine(request: Extract<ToWorker, { type: "examine" }>): Promise<void> {
  try {
    examination?.free();
    examination = null;
    const next = new Examination({
      at: new Date(request.at),
      ...(request.profile === null ? {} : { profile: request.profile }),
    });
    for (const id of request.order) {
      const source = evidence.get(id);
      await next.add(source?.name ?? "", source?.data ?? "");
    }
    examination = next;
    const texts = request.order.map((id, index) => {
      const text = next.sourceText(index);
      return text === evidence.get(id)?.data ? null : text;
    });
    scope.postMessage({ type: "report", sequence: request.sequence, json: next.json(), texts });
  } catch (error) {
    scope.postMessage({ type: "failed", sequence: request.sequence, message: String(error) });
  }
}

function render(format: "markdown" | "text"): string | null {
  if (examination === null) return null;
  return format === "markdown" ? examination.markdown() : examination.text();
}
