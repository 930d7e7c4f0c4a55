import type { LitElement } from "lit";
import { copyText } from "../clipboard.js";
import type { Announcer } from "./announcer.js";

/** The copy buttons: what was copied last, and whether the browser let it. */
export class Copies {
  #host: LitElement;
  #announcer: Announcer;
  #last: { key: string; ok: boolean } | null = null;

  constructor(host: LitElement, announcer: Announcer) {
    this.#host = host;
    this.#announcer = announcer;
  }

  /** What became of the button with this key, where it was the last that was pressed. */
  outcome(key: string): "copied" | "refused" | null {
    if (this.#last?.key !== key) return null;
    return this.#last.ok ? "copied" : "refused";
  }

  async copy(key: string, text: string | Promise<string | null>): Promise<void> {
    const words = await text;
    const ok = words !== null && (await copyText(words, this.#host.renderRoot as ShadowRoot));
    this.#last = { key, ok };
    this.#announcer.speak(ok ? "Copied." : "The browser does not allow copying here. Select the text instead.");
  }
}
