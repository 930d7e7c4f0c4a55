import type { ReactiveControllerHost } from "lit";

/** What a screen reader hears. */
export class Announcer {
  words = "";

  #host: ReactiveControllerHost;

  constructor(host: ReactiveControllerHost) {
    this.#host = host;
  }

  speak(words: string): void {
    this.words = words;
    this.#host.requestUpdate();
  }
}
