// What the build puts into the bundle. These modules exist only there.

/** The IIFE bundle of `worker.ts`, WebAssembly bytes included, as text for a blob worker. */
declare module "bundled:worker" {
  const source: string;
  export default source;
}

/** The WebAssembly module of the core. */
declare module "bundled:wasm" {
  const bytes: Uint8Array;
  export default bytes;
}

/** wasm-bindgen's glue for the core, target `web`. */
declare module "bundled:core" {
  export function initSync(input: { module: BufferSource }): unknown;
  export function about(): { version: string; rules: string[] };
  export interface ExaminationOptions {
    at?: Date | string;
    profile?: string;
  }
  export class Examination {
    constructor(options?: ExaminationOptions);
    /** Says anew what the constructor was told. */
    judgeBy(options?: ExaminationOptions): void;
    /**
     * Adds a source; `text` as it is, bytes decoded by the core. A `Blob` is read in a worker only. Sources stand in the
     * order of their numbers; one takes the place of the one that had its number.
     */
    add(
      name: string,
      data: string | Uint8Array | Blob,
      onProgress?: (done: number, total: number) => void,
      number?: number,
    ): void;
    /** Removes the source of a number, and what was read of it. */
    remove(number: number): void;
    /** Begins a source that comes in pieces. */
    begin(name: string, number?: number): void;
    /** Takes the next bytes; `false` where no more of them are looked at. */
    push(bytes: Uint8Array): boolean;
    /** Adds what was begun. */
    end(): void;
    /** The report, JSON v1. */
    report(): unknown;
    /** The report as JSON text, as the command line prints it. */
    json(): string;
    markdown(): string;
    /** The decoded text of a source, which the offsets in the report point into. */
    sourceText(index: number): string | undefined;
    /** The number that each line of a source's text has in its file; nothing where the text is the whole file. */
    sourceLines(index: number): Uint32Array | undefined;
    free(): void;
  }
}

/** The rule catalogue. */
declare module "bundled:rules" {
  const rules: readonly { name: string; title: string; documentation: string }[];
  export default rules;
}

/** The read-only scripts that collect evidence: the one for the Exchange Management Shell, the one for Exchange Online. */
declare module "bundled:collectors" {
  const collectors: readonly { name: "on-premises" | "exchange-online"; file: string; script: string }[];
  export default collectors;
}

/** What this build is. */
declare module "bundled:about" {
  const about: { version: string; commit: string; rulesReviewed: string };
  export default about;
}
