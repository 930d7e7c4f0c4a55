// A long list of which the beginning is drawn at once, and the rest when the page has nothing else to do.

import { noChange } from "lit";
import { AsyncDirective } from "lit/async-directive.js";
import { type ChildPart, directive } from "lit/directive.js";
import { repeat } from "lit/directives/repeat.js";
import { whenIdle } from "../idle.js";

/** How long the main thread may be kept by what is drawn later, in one go. */
const SLICE_MS = 8;

class Gradually<T> extends AsyncDirective {
  #items: readonly T[] = [];
  #key: (item: T, index: number) => unknown = (item) => item;
  #row: (item: T, index: number) => unknown = () => noChange;
  /** How many rows stand there. */
  #drawn = 0;
  /** How many rows are drawn in one go: as many as take no longer than a slice. */
  #step = 4;
  #cancel: (() => void) | null = null;

  render(
    _items: readonly T[],
    _first: number,
    _key: (item: T, index: number) => unknown,
    _row: (item: T, index: number) => unknown,
    _all: boolean,
  ): unknown {
    return noChange;
  }

  override update(_part: ChildPart, [items, first, key, row, all]: Parameters<this["render"]>): unknown {
    this.#items = items;
    this.#key = key;
    this.#row = row;
    this.#drawn = all ? items.length : Math.min(items.length, Math.max(this.#drawn, first));
    this.#drawMoreLater();
    return this.#rows();
  }

  override disconnected(): void {
    this.#cancel?.();
    this.#cancel = null;
  }

  override reconnected(): void {
    this.#drawMoreLater();
  }

  #rows(): unknown {
    return repeat(this.#items.slice(0, this.#drawn), this.#key, this.#row);
  }

  #drawMoreLater(): void {
    if (this.#cancel !== null || this.#drawn >= this.#items.length) return;
    this.#cancel = whenIdle(() => {
      this.#cancel = null;
      this.#drawMore();
    });
  }

  #drawMore(): void {
    const start = performance.now();
    this.#drawn = Math.min(this.#items.length, this.#drawn + this.#step);
    this.setValue(this.#rows());
    const took = performance.now() - start;
    this.#step = Math.max(1, Math.floor((this.#step * SLICE_MS) / Math.max(took, 1)));
    this.#drawMoreLater();
  }
}

/**
 * The items as rows, each kept by its key: `first` of them at once, the rest when the page is idle; or all at once,
 * for paper.
 */
export const gradually = directive(Gradually) as <T>(
  items: readonly T[],
  first: number,
  key: (item: T, index: number) => unknown,
  row: (item: T, index: number) => unknown,
  all: boolean,
) => unknown;
