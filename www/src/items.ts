// The evidence as the person gave it, piece by piece.

import type { Data } from "./protocol.js";

export type Kind = "paste" | "file" | "example";

export interface Item {
  readonly id: number;
  readonly kind: Kind;
  readonly name: string;
  data: Data;
  /** Counts up when the data changes. */
  version: number;
  /** Whether the text is edited rather than read. */
  editing: boolean;
}

export class Items {
  #items: Item[] = [];
  #last = 0;
  #pastes = 0;

  get all(): readonly Item[] {
    return this.#items;
  }

  /** What there is to examine: an empty field is no evidence. */
  get evidence(): Item[] {
    return this.#items.filter(({ data }) => (typeof data === "string" ? data.trim() !== "" : true));
  }

  find(id: number): Item | undefined {
    return this.#items.find((item) => item.id === id);
  }

  addPaste(text = ""): Item {
    this.#pastes += 1;
    return this.#add("paste", this.#pastes === 1 ? "Pasted text" : `Pasted text ${this.#pastes}`, text, true);
  }

  addFile(name: string, file: Blob): Item {
    return this.#add("file", name, file, false);
  }

  addExample(name: string, text: string): Item {
    return this.#add("example", name, text, false);
  }

  edit(item: Item, data: Data): void {
    item.data = data;
    item.version += 1;
  }

  /** Files make an empty field superfluous; it can be had again. */
  dropEmptyPastes(): void {
    const evidence = this.evidence;
    this.#items = this.#items.filter((item) => evidence.includes(item));
    this.#forgetPastes();
  }

  remove(id: number): void {
    this.#items = this.#items.filter((item) => item.id !== id);
    this.#forgetPastes();
  }

  clear(): void {
    this.#items = [];
    this.#pastes = 0;
  }

  /** Pastes are numbered from 1 again where none is left. */
  #forgetPastes(): void {
    if (!this.#items.some(({ kind }) => kind === "paste")) this.#pastes = 0;
  }

  #add(kind: Kind, name: string, data: Data, editing: boolean): Item {
    this.#last += 1;
    const item = { id: this.#last, kind, name, data, version: 1, editing };
    this.#items = [...this.#items, item];
    return item;
  }
}
