// What the element and its worker say to each other.

/** How evidence is handed to the core: text as pasted, or the bytes of a file, which the core decodes. */
export type Data = string | Uint8Array;

export type RenderFormat = "markdown" | "text";

export type ToWorker =
  | { type: "put"; id: number; name: string; data: Data }
  | { type: "drop"; id: number }
  | { type: "examine"; sequence: number; order: number[]; at: number; profile: string | null }
  | { type: "render"; request: number; format: RenderFormat };

export type FromWorker =
  | { type: "ready" }
  | { type: "unable"; code: "wasm-blocked-by-csp" | "wasm-unsupported"; message: string }
  /** `texts` runs along `order`; `null` where the core's text is the one that was put. */
  | { type: "report"; sequence: number; json: string; texts: (string | null)[] }
  | { type: "failed"; sequence: number; message: string }
  | { type: "rendered"; request: number; text: string | null };
