// The core as other programs use it: the class of the WebAssembly, and evidence that takes its time to read.

import { Examination as Core, about as coreAbout } from "bundled:core";
import type { Report } from "../src/report-types.js";

export type * from "../src/report-types.js";

/** What an examination can be told beforehand. */
export interface ExaminationOptions {
  /** The moment to judge by, a date or RFC 3339; now, where it is not given. */
  at?: Date | string;
  /** The Microsoft 365 cloud: `worldwide`, `gcc-high`, `dod` or `china`; inferred, where it is not given. */
  profile?: string;
}

/** The version of the program and the names of its rules, in report order. */
export function about(): { version: string; rules: string[] } {
  return coreAbout();
}

/** One examination: evidence is added piece by piece, and a report can be had at any time. */
export class Examination {
  #core: Core;

  constructor(options?: ExaminationOptions) {
    this.#core = new Core(options);
  }

  /** Adds evidence under a name. Evidence that is not understood is no error: the report says what and where. */
  async add(
    name: string,
    data: string | Uint8Array | Blob,
    onProgress?: (done: number, total: number) => void,
  ): Promise<void> {
    if (!(data instanceof Blob)) {
      this.#core.add(name, data);
      onProgress?.(data.length, data.length);
      return;
    }
    const bytes = new Uint8Array(data.size);
    let done = 0;
    for (const reader = data.stream().getReader(); ; ) {
      const { value } = await reader.read();
      if (value === undefined) break;
      bytes.set(value, done);
      done += value.length;
      onProgress?.(done, data.size);
    }
    this.#core.add(name, bytes);
  }

  /** The report, JSON v1. */
  report(): Report {
    return this.#core.report() as Report;
  }

  /** The report as JSON text, byte for byte what the command line prints. */
  json(): string {
    return this.#core.json();
  }

  /** The report in Markdown. */
  markdown(): string {
    return this.#core.markdown();
  }

  /** The report as plain text. */
  text(): string {
    return this.#core.text();
  }

  /** The decoded text of a source, which the offsets of the report point into. */
  sourceText(index: number): string | undefined {
    return this.#core.sourceText(index);
  }

  /** Gives the memory back. */
  free(): void {
    this.#core.free();
  }
}
