// WebKit reads no file in the worker of a page without an origin. The page then reads it and hands it over.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { drop, open } from "./actions.mjs";
import { launch, watchedPage } from "./browser.mjs";
import { QUEUE, utf16le } from "./evidence.mjs";
import { OFFLINE } from "./places.mjs";

const HEADING = "#Software: Microsoft Exchange Server\r\n#Log-type: SMTP Receive Protocol Log\r\n";
const SESSION = [
  "+,,",
  ">,220 EX01.contoso.example Microsoft ESMTP MAIL Service ready,",
  "<,EHLO mail.fabrikam.example,",
  ">,250  EX01.contoso.example Hello [203.0.113.9] SIZE 37748736 PIPELINING DSN STARTTLS,",
  "-,,Remote",
]
  .map(
    (tail, index) =>
      `2026-06-01T20:14:51.470Z,EX01\\Default Frontend EX01,0000000000000001,${index},192.0.2.10:25,203.0.113.9:50111,${tail}\r\n`,
  )
  .join("");

let browser, page, seen;
before(async () => {
  browser = await launch();
  ({ page, seen } = await watchedPage(browser));
  // The worker of this page meets what it meets in WebKit.
  await page.addInitScript(() => {
    const refuse =
      'FileReaderSync.prototype.readAsArrayBuffer = () => { throw new DOMException("The I/O read operation failed.", "NotReadableError"); };\n';
    const Whole = Blob;
    globalThis.Blob = class extends Whole {
      constructor(parts, options) {
        super(options?.type === "text/javascript" ? [refuse, ...parts] : parts, options);
      }
    };
  });
  await open(page, OFFLINE);
});
after(() => browser?.close());

const sources = () =>
  page.evaluate(() =>
    document
      .querySelector("hybrid-tls-doctor")
      .report.sources.map(({ name, format, encoding }) => [name, format, encoding].join(" ")),
  );

test("files are read all the same: short ones, empty ones, and a log of many pieces", async () => {
  await page.evaluate(() => {
    globalThis.progress = [];
    const { prototype } = Worker;
    const { postMessage } = prototype;
    prototype.postMessage = function (message, ...rest) {
      globalThis.progress.push(message.type);
      return postMessage.call(this, message, ...rest);
    };
  });
  await drop(page, "hybrid-tls-doctor", [
    { name: "queue.txt", bytes: utf16le(QUEUE) },
    { name: "empty.txt", bytes: Buffer.alloc(0) },
  ]);
  await page.waitForFunction(() => document.querySelector("hybrid-tls-doctor").report?.sources.length === 2);
  await page.evaluate(
    ([heading, session]) =>
      document.querySelector("hybrid-tls-doctor").addFiles([new File([heading, session.repeat(20_000)], "RECV.LOG")]),
    [HEADING, SESSION],
  );
  assert.deepEqual(await sources(), [
    "queue.txt free-text utf-16le",
    "empty.txt unrecognised utf-8",
    "RECV.LOG protocol-log utf-8",
  ]);
  const pieces = await page.evaluate(() => globalThis.progress.filter((type) => type === "piece").length);
  assert.equal(pieces, 1 + Math.ceil((HEADING.length + SESSION.length * 20_000) / (4 << 20)));
  assert.equal(await page.locator(".source-as").nth(2).innerText(), "1 SMTP session · protocol log · UTF-8");
});

test("more evidence does not have them read again", async () => {
  const before = await page.evaluate(() => globalThis.progress.filter((type) => type === "piece").length);
  const report = await page.evaluate(() => document.querySelector("hybrid-tls-doctor").examine("250 STARTTLS"));
  assert.equal(report.sources.length, 4);
  assert.equal(await page.evaluate(() => globalThis.progress.filter((type) => type === "piece").length), before);
});

test("a file that the page cannot read either is left out and named", async () => {
  await page.evaluate(async () => {
    const gone = new File(["gone"], "gone.txt");
    gone.slice = () => ({ arrayBuffer: () => Promise.reject(new DOMException("", "NotReadableError")) });
    const lost = new File(["lost"], "lost.txt");
    lost.slice = gone.slice;
    await document.querySelector("hybrid-tls-doctor").addFiles([gone, lost]);
  });
  assert.equal((await sources()).length, 4);
  const told = await page.locator(".trouble").innerText();
  assert.match(told, /gone\.txt could not be read/);
  assert.match(told, /lost\.txt could not be read/);
  assert.deepEqual(seen.errors, []);
  assert.deepEqual(seen.violations, []);
});
