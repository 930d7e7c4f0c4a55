// A source's text by lines, and pieces of it cut for showing.

import type { Label } from "./report-types.js";

/** A stretch of a text, in UTF-16 units, end exclusive. */
export interface Stretch {
  start: number;
  end: number;
}

export interface Piece {
  text: string;
  /** Whether it lies in a marked stretch. */
  marked: boolean;
}

export interface Line {
  /** In what was given, from 1. */
  number: number;
  pieces: Piece[];
}

/** A line longer than this is cut around what is marked in it. */
const LONGEST_LINE = 600;
/** A proof longer than this is cut in an excerpt. */
const LONGEST_PROOF = 8;

export class SourceText {
  readonly text: string;
  #starts: number[] | null = null;
  /** The number that each line has in the file of which the text is an excerpt. */
  #numbers: Uint32Array | null;

  constructor(text: string, numbers: Uint32Array | null = null) {
    this.text = text;
    this.#numbers = numbers;
  }

  get lineCount(): number {
    return this.#lines().length;
  }

  /** The place among the lines of the text, from 1, of the first with a number or after it. */
  rowOf(number: number): number {
    if (this.#numbers === null) return number;
    const row = this.#numbers.findIndex((known) => known >= number);
    return row < 0 ? this.lineCount : row + 1;
  }

  /** The place of the line that holds an offset, from 1. */
  rowAt(offset: number): number {
    const starts = this.#lines();
    let low = 0;
    let high = starts.length;
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if ((starts[middle] ?? 0) <= offset) low = middle;
      else high = middle;
    }
    return low + 1;
  }

  /** Lines `first` to `last` of the text, both included, with their marked pieces; marks in order, none overlapping. */
  lines(first: number, last: number, marks: readonly Stretch[]): Line[] {
    const lines: Line[] = [];
    for (let row = Math.max(1, first); row <= Math.min(last, this.lineCount); row += 1) {
      const number = this.#numbers === null ? row : (this.#numbers[row - 1] ?? this.#numbers.at(-1) ?? row);
      lines.push({ number, pieces: this.#pieces(row, marks) });
    }
    return lines;
  }

  #pieces(row: number, marks: readonly Stretch[]): Piece[] {
    const starts = this.#lines();
    const start = starts[row - 1] ?? 0;
    const next = starts[row] ?? this.text.length;
    let end = next;
    while (end > start && /[\r\n]/.test(this.text[end - 1] ?? "")) end -= 1;
    const here = marks
      .map((mark) => ({ start: Math.max(mark.start, start), end: Math.min(mark.end, end) }))
      .filter((mark) => mark.end > mark.start);
    const [from, to] = window(start, end, here[0]);
    const pieces: Piece[] = [];
    const push = (pieceStart: number, pieceEnd: number, marked: boolean): void => {
      const text = this.text.slice(Math.max(pieceStart, from), Math.min(pieceEnd, to));
      if (text !== "") pieces.push({ text, marked });
    };
    if (from > start) pieces.push({ text: "… ", marked: false });
    let at = start;
    for (const mark of here) {
      push(at, mark.start, false);
      push(mark.start, mark.end, true);
      at = mark.end;
    }
    push(at, end, false);
    if (to < end) pieces.push({ text: " …", marked: false });
    return pieces;
  }

  /** The offsets at which lines begin. Lines end at LF, CR LF, or a CR alone, as in the core. */
  #lines(): number[] {
    if (this.#starts === null) {
      this.#starts = [0];
      const ends = /\r\n|\r|\n/g;
      while (ends.exec(this.text) !== null) this.#starts.push(ends.lastIndex);
    }
    return this.#starts;
  }
}

function window(start: number, end: number, mark: Stretch | undefined): [number, number] {
  if (end - start <= LONGEST_LINE) return [start, end];
  const centre = mark === undefined ? start : mark.start;
  const from = Math.max(start, centre - LONGEST_LINE / 4);
  return [from, Math.min(end, from + LONGEST_LINE)];
}

/** The lines that prove something, with one line around them. */
export function excerpt(source: SourceText, label: Label): { lines: Line[]; cut: number } {
  const mark = { start: label.start.offset, end: Math.max(label.end.offset, label.start.offset + 1) };
  const first = source.rowAt(label.start.offset);
  const lastMarked = source.rowAt(Math.max(label.start.offset, label.end.offset - 1));
  const last = Math.min(lastMarked, first + LONGEST_PROOF - 1);
  const after = last < lastMarked ? last : last + 1;
  return { lines: source.lines(first - 1, after, [mark]), cut: lastMarked - last };
}

/** Stretches in order, overlapping ones joined. */
export function joined(stretches: readonly Stretch[]): Stretch[] {
  const sorted = [...stretches].sort((a, b) => a.start - b.start);
  const result: Stretch[] = [];
  for (const { start, end } of sorted) {
    const last = result.at(-1);
    if (last !== undefined && start <= last.end) last.end = Math.max(last.end, end);
    else result.push({ start, end });
  }
  return result;
}
