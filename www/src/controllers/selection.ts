// Which source is chosen, and which lines of its text are looked at.

import type { LitElement } from "lit";
import type { Item } from "../items.js";
import type { Label } from "../report-types.js";
import type { Session } from "../session.js";
import type { Stretch } from "../source-text.js";
import type { Announcer } from "./announcer.js";
import { focusAfterUpdate, query } from "./focus.js";

/** How many lines are in the document at once. */
const WINDOW = 400;

/** A place in a source that is shown in the whole text. */
export interface Place extends Stretch {
  readonly item: number;
  readonly line: number;
  /** The control that led here, to go back to. */
  readonly from: string | null;
}

export class Selection {
  /** The lines of the chosen text that are in the document, counted from 1. */
  window = { first: 1, last: WINDOW };
  /** The place that one has come to. */
  place: Place | null = null;

  #host: LitElement;
  #session: Session;
  #announcer: Announcer;
  #chosen = 0;

  constructor(host: LitElement, session: Session, announcer: Announcer) {
    this.#host = host;
    this.#session = session;
    this.#announcer = announcer;
  }

  get item(): Item | undefined {
    const { items } = this.#session;
    return items.find(this.#chosen) ?? items.all[0];
  }

  /** Whether a text is shown from its beginning, and nothing else of it was asked for. */
  get atTop(): boolean {
    return this.place === null && this.window.first === 1 && this.window.last === WINDOW;
  }

  /** Chooses a source; its text begins at the top. */
  pick(item: Item | undefined): void {
    this.place = null;
    this.#choose(item);
  }

  /** Whether the text of a source is edited, or read. */
  edit(item: Item, editing: boolean): void {
    item.editing = editing;
    this.#host.requestUpdate();
  }

  /** Forgets a source that is no longer there. */
  removed(item: Item): void {
    if (this.place?.item === item.id) this.place = null;
  }

  /** Shows a place in its whole text; `from` is the control to come back to. */
  show(label: Label, from: string): void {
    const { results } = this.#session;
    const item = results?.itemOf(label.source);
    if (item === undefined) return;
    const { line, offset: start } = label.start;
    const row = results?.textOf(label.source)?.rowAt(start) ?? line;
    this.#goTo({ item, line, start, end: label.end.offset, from }, row);
  }

  showLine(item: number, line: number): void {
    const row = this.#session.results?.textOfItem(item)?.rowOf(line) ?? line;
    this.#goTo({ item, line, start: 0, end: 0, from: null }, row);
  }

  /** Goes back to the control that led to the place. */
  back(): void {
    const from = this.place?.from ?? null;
    this.place = null;
    if (from !== null) void focusAfterUpdate(this.#host, `[data-key="${CSS.escape(from)}"]`, "center");
  }

  earlier(): void {
    this.window = { ...this.window, first: Math.max(1, this.window.first - WINDOW) };
    this.#host.requestUpdate();
  }

  later(): void {
    this.window = { ...this.window, last: this.window.last + WINDOW };
    this.#host.requestUpdate();
  }

  #choose(item: Item | undefined): void {
    this.#chosen = item?.id ?? 0;
    this.window = { first: 1, last: WINDOW };
    this.#host.requestUpdate();
  }

  #goTo(place: Place, row: number): void {
    const item = this.#session.items.find(place.item);
    if (item === undefined) return;
    item.editing = false;
    this.#choose(item);
    this.place = place;
    this.window = { first: Math.max(1, row - WINDOW / 2), last: row + WINDOW / 2 };
    void this.#host.updateComplete.then(() => this.#scrollToPlace(`Line ${place.line} of ${item.name}.`));
  }

  #scrollToPlace(words: string): void {
    const reader = query(this.#host, ".reader");
    const line = query(this.#host, ".reader .here");
    if (reader === null || line === null) return;
    reader.scrollIntoView({ block: "nearest" });
    const above = line.getBoundingClientRect().top - reader.getBoundingClientRect().top;
    reader.scrollTop += above - reader.clientHeight / 3;
    reader.focus({ preventScroll: true });
    this.#announcer.speak(words);
  }
}
