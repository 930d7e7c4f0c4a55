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
  /** The addition before this one: a source that comes in pieces is added before the next one begins. */
  #adding: Promise<void> = Promise.resolve();

  constructor(options?: ExaminationOptions) {
    this.#core = new Core(options);
  }

  /** Adds evidence under a name. Evidence that is not understood is no error: the report says what and where. */
  add(
    name: string,
    data: string | Uint8Array | Blob,
    onProgress?: (done: number, total: number) => void,
  ): Promise<void> {
    const added = this.#adding.then(() => this.#add(name, data, onProgress));
    this.#adding = added.catch(() => {});
    return added;
  }

  async #add(
    name: string,
    data: string | Uint8Array | Blob,
    onProgress?: (done: number, total: number) => void,
  ): Promise<void> {
    if (!(data instanceof Blob)) {
      this.#core.add(name, data);
      onProgress?.(data.length, data.length);
      return;
    }
    this.#core.begin(name);
    let done = 0;
    for (const reader = data.stream().getReader(); ; ) {
      const { value } = await reader.read();
      if (value === undefined) break;
      const more = this.#core.push(value);
      done += value.length;
      onProgress?.(done, data.size);
      if (more) continue;
      await reader.cancel();
      break;
    }
    this.#core.end();
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

  /** The decoded text of a source, which the offsets of the report point into. */
  sourceText(index: number): string | undefined {
    return this.#core.sourceText(index);
  }

  /** The number that each line of a source's text has in its file; nothing where the text is the whole file. */
  sourceLines(index: number): Uint32Array | undefined {
    return this.#core.sourceLines(index);
  }

  /** Gives the memory back. */
  free(): void {
    this.#core.free();
  }
}
