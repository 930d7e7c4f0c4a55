import type { LitElement } from "lit";
import type { Example } from "../examples/index.js";
import type { Dropped } from "../files.js";
import type { Item } from "../items.js";
import type { Session } from "../session.js";
import type { Cards } from "./cards.js";
import { focusAfterUpdate } from "./focus.js";
import type { Selection } from "./selection.js";

/** The ways by which evidence comes and goes, and what is looked at after each. */
export class Intake {
  /** An example that the host page offers. */
  slotted = "";

  #host: LitElement;
  #session: Session;
  #selection: Selection;
  #cards: Cards;
  /** Whether the next answer came from a paste or a file, after which one wants to see it. */
  #bringAnswer = false;

  constructor(host: LitElement, session: Session, selection: Selection, cards: Cards) {
    this.#host = host;
    this.#session = session;
    this.#selection = selection;
    this.#cards = cards;
  }

  type(item: Item, text: string, pasted: boolean): void {
    this.#bringAnswer = pasted;
    this.#session.type(item, text);
  }

  /** Replaces what was pasted first. */
  async examine(text: string): Promise<void> {
    const { items } = this.#session;
    const paste = items.all.find(({ kind }) => kind === "paste") ?? items.addPaste();
    items.edit(paste, text);
    this.#selection.pick(paste);
    await this.#session.examine();
  }

  async addFiles(files: Iterable<File>): Promise<void> {
    await this.addDropped({ files: [...files].map((file) => ({ name: file.name, file })), leftOut: [] });
  }

  async addDropped(dropped: Dropped): Promise<void> {
    const { first, examined } = this.#session.add(dropped);
    if (first !== null) {
      this.#bringAnswer = true;
      this.#selection.pick(first);
    }
    await examined;
  }

  /** Offers another empty field. */
  pasteMore(): void {
    this.#selection.pick(this.#session.items.addPaste());
    void focusAfterUpdate(this.#host, ".field", "nearest");
  }

  remove(item: Item): void {
    this.#selection.removed(item);
    this.#session.remove(item);
    // The button that had the focus is gone with its row.
    void focusAfterUpdate(this.#host, ".source-pick, .field", "nearest");
  }

  clear(): void {
    this.#cards.forget();
    this.#session.clear();
    this.#selection.pick(this.#session.items.all[0]);
    void focusAfterUpdate(this.#host, ".field", "nearest");
  }

  async run(example: Example): Promise<void> {
    this.#cards.forget();
    this.#bringAnswer = true;
    this.#selection.pick(this.#session.load(example));
    await this.#session.examine();
  }

  /** A paste is followed to its answer, which may stand above what was in view; typing is not. */
  answered(first: boolean): void {
    if (first && this.#bringAnswer) void this.#bringIntoView();
    this.#bringAnswer = false;
  }

  async #bringIntoView(): Promise<void> {
    await this.#host.updateComplete;
    // To ask for the place now would have the layout done twice, and in the task that has drawn.
    await new Promise(requestAnimationFrame);
    if (this.#host.getBoundingClientRect().top < 0) this.#host.scrollIntoView({ block: "start" });
  }
}
