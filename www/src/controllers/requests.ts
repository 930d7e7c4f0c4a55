// What the proof panel counts: requests that the page made, and requests that its policy refused.

import type { ReactiveController, ReactiveControllerHost } from "lit";

/** Reserved for names that never exist (RFC 2606), so that even without a policy nobody receives the canary. */
const CANARY = "https://hybrid-tls-doctor.invalid/canary";

export type Canary = "refused-by-policy" | "failed-otherwise" | "went-out";

export class Requests implements ReactiveController {
  /** What became of the request that must fail, where it was tried. */
  canary: Canary | "trying" | null = null;

  #host: ReactiveControllerHost;
  #since = performance.now();
  #seen = new Set<string>();
  #observer: PerformanceObserver | null = null;
  #refused = 0;

  constructor(host: ReactiveControllerHost) {
    this.#host = host;
    host.addController(this);
  }

  hostConnected(): void {
    document.addEventListener("securitypolicyviolation", this.#onViolation);
    if (typeof PerformanceObserver !== "undefined") {
      this.#observer = new PerformanceObserver((list) => this.#count(list.getEntries()));
      this.#observer.observe({ type: "resource", buffered: true });
    }
  }

  hostDisconnected(): void {
    document.removeEventListener("securitypolicyviolation", this.#onViolation);
    this.#observer?.disconnect();
    this.#observer = null;
  }

  /** Requests of the page since the element was loaded; the canary, where it was let out, is one of them. */
  get made(): number {
    this.#count(performance.getEntriesByType("resource"));
    return this.#seen.size;
  }

  get refused(): number {
    return this.#refused;
  }

  /** Tries to send something. */
  async tryCanary(): Promise<void> {
    this.canary = "trying";
    this.#host.requestUpdate();
    this.canary = await this.#send();
    this.#host.requestUpdate();
  }

  async #send(): Promise<Canary> {
    const before = this.#refused;
    try {
      await fetch(CANARY, { mode: "no-cors", cache: "no-store" });
      return "went-out";
    } catch {
      // The violation is reported in a task of its own.
      await new Promise((resolve) => setTimeout(resolve, 50));
      return this.#refused > before ? "refused-by-policy" : "failed-otherwise";
    }
  }

  #onViolation = (event: SecurityPolicyViolationEvent): void => {
    if (event.disposition !== "enforce" || !event.effectiveDirective.startsWith("connect-src")) return;
    this.#refused += 1;
    this.#host.requestUpdate();
  };

  #count(entries: PerformanceEntryList): void {
    const before = this.#seen.size;
    for (const { name, startTime } of entries) {
      // A blob or a data address is memory of this page, not a request.
      if (startTime < this.#since || /^(blob|data):/.test(name)) continue;
      this.#seen.add(`${startTime} ${name}`);
    }
    if (this.#seen.size !== before) this.#host.requestUpdate();
  }
}

/** The policy that the page states in itself; one from a header cannot be read by a script. */
export function statedPolicy(): string | null {
  const meta = document.querySelector('meta[http-equiv="Content-Security-Policy" i]');
  return meta?.getAttribute("content") ?? null;
}
