import type { LitElement, ReactiveController } from "lit";
import type { Session } from "../session.js";
import { focusAfterUpdate } from "./focus.js";

/** Which findings are open: the first, and those that were opened; all of them on paper. */
export class Cards implements ReactiveController {
  /** Whether everything is drawn, because it goes to paper. */
  printing = false;

  #host: LitElement;
  #session: Session;
  /** Draws at once: what goes to paper is what stands there when `beforeprint` returns. */
  #drawNow: () => void;
  #opened = new Map<string, boolean>();

  constructor(host: LitElement, session: Session, drawNow: () => void) {
    this.#host = host;
    this.#session = session;
    this.#drawNow = drawNow;
    host.addController(this);
  }

  hostConnected(): void {
    addEventListener("beforeprint", this.#onPrint);
    addEventListener("afterprint", this.#onPrint);
  }

  hostDisconnected(): void {
    removeEventListener("beforeprint", this.#onPrint);
    removeEventListener("afterprint", this.#onPrint);
  }

  isOpen(key: string): boolean {
    return this.printing || (this.#opened.get(key) ?? this.#session.results?.findings[0]?.key === key);
  }

  toggle(key: string): void {
    this.#opened.set(key, !this.isOpen(key));
    this.#host.requestUpdate();
  }

  /** Opens a finding and goes to it. */
  goTo(key: string): void {
    this.#opened.set(key, true);
    void focusAfterUpdate(this.#host, `[data-finding="${CSS.escape(key)}"] .finding-head`, "start");
  }

  /** Other evidence is to come. */
  forget(): void {
    this.#opened.clear();
  }

  #onPrint = (event: Event): void => {
    this.printing = event.type === "beforeprint";
    this.#host.requestUpdate();
    this.#drawNow();
  };
}
