// Lines and excerpts of evidence, without a browser.

import assert from "node:assert/strict";
import { dirname, join } from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const sources = join(dirname(fileURLToPath(import.meta.url)), "../src");

async function load(name) {
  const { outputFiles } = await build({
    entryPoints: [join(sources, name)],
    bundle: true,
    write: false,
    format: "esm",
    logLevel: "error",
  });
  return import(`data:text/javascript;base64,${Buffer.from(outputFiles[0].text).toString("base64")}`);
}

const { SourceText, excerpt, joined } = await load("source-text.ts");
const { understoodAs, laneSentence } = await load("words.ts");

function label(text, found) {
  const source = new SourceText(text);
  const offset = text.indexOf(found);
  const at = (place) => ({ offset: place, line: source.rowAt(place), column: 1 });
  return { source: 0, role: "primary", note: "", text: found, start: at(offset), end: at(offset + found.length) };
}

const shown = ({ lines }) =>
  lines.map(({ number, pieces }) => [number, pieces.map(({ text, marked }) => (marked ? `[${text}]` : text)).join("")]);

test("lines end at LF, CR LF or a CR alone, as in the core", () => {
  const text = new SourceText("a\r\n\u{1F600}b\rc\nd");
  assert.equal(text.lineCount, 4);
  assert.deepEqual(
    [0, 3, 5, 7, 9].map((offset) => text.rowAt(offset)),
    [1, 2, 2, 3, 4],
  );
  assert.deepEqual(
    text.lines(1, 9, []).map(({ pieces }) => pieces.map((piece) => piece.text).join("")),
    ["a", "\u{1F600}b", "c", "d"],
  );
});

test("an excerpt marks the place and shows one line around it", () => {
  const text = "one\ntwo\nthe name : <I>a\n  <S>b\nfive\nsix\n";
  const { lines, cut } = excerpt(new SourceText(text), label(text, "<I>a\n  <S>b"));
  assert.deepEqual(shown({ lines }), [
    [2, "two"],
    [3, "the name : [<I>a]"],
    [4, "[  <S>b]"],
    [5, "five"],
  ]);
  assert.equal(cut, 0);
});

test("lines of an excerpt have the numbers of the file", () => {
  const text = "a\nb needle\nc\n";
  const source = new SourceText(text, Uint32Array.of(7, 900, 1000));
  const at = (offset, line) => ({ offset, line, column: 1 });
  const { lines } = excerpt(source, { start: at(4, 900), end: at(10, 900) });
  assert.deepEqual(shown({ lines }), [
    [7, "a"],
    [900, "b [needle]"],
    [1000, "c"],
  ]);
  assert.deepEqual(
    [7, 8, 900, 1001].map((number) => source.rowOf(number)),
    [1, 2, 2, 4],
  );
});

test("a long proof and a long line are cut, around what is marked", () => {
  const many = Array.from({ length: 30 }, (_, index) => `line ${index + 1}`).join("\n");
  const all = excerpt(new SourceText(many), label(many, many));
  assert.equal(all.lines.length, 8);
  assert.equal(all.cut, 22);
  const wide = `${"x".repeat(50_000)}needle${"y".repeat(50_000)}`;
  const [line] = excerpt(new SourceText(wide), label(wide, "needle")).lines;
  assert.ok(line.pieces.map(({ text }) => text).join("").length < 700);
  assert.equal(line.pieces.find(({ marked }) => marked).text, "needle");
});

test("an excerpt at the end of a text, or of an empty one, is in the text", () => {
  assert.deepEqual(shown(excerpt(new SourceText("a"), label("a", "a"))), [[1, "[a]"]]);
  assert.deepEqual(shown(excerpt(new SourceText(""), label("", ""))), [[1, ""]]);
});

test("overlapping stretches become one", () => {
  assert.deepEqual(
    joined([
      { start: 5, end: 9 },
      { start: 0, end: 2 },
      { start: 7, end: 12 },
    ]),
    [
      { start: 0, end: 2 },
      { start: 5, end: 12 },
    ],
  );
});

test("a source is told by what it was understood as", () => {
  const source = {
    name: "a",
    format: "format-list",
    encoding: "utf-16le",
    items: { "receive-connector": 5, event: 1 },
    problems: [],
  };
  assert.equal(understoodAs(source), "5 receive connectors, 1 event · Format-List · UTF-16LE");
  assert.equal(understoodAs({ ...source, items: {}, format: "unrecognised" }), "Nothing recognised · UTF-16LE");
});

test("a lane's sentence never says more than the report", () => {
  const finding = (severity, title) => ({ severity, title, directions: ["to_on_premises"] });
  const report = (status, findings) => ({
    directions: { to_on_premises: status, to_exchange_online: "undecided" },
    findings,
  });
  assert.equal(
    laneSentence(
      report("broken", [finding("warning", "W"), finding("error", "E."), finding("error", "F")]),
      "to_on_premises",
    ),
    "E. And 1 more.",
  );
  assert.match(laneSentence(report("undecided", []), "to_on_premises"), /Not enough evidence/);
  assert.match(laneSentence(report("healthy", []), "to_on_premises"), /found nothing/);
});
