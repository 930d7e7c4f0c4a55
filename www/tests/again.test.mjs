// What was read is not read again: each file is read once, whatever comes, changes and goes beside it.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { answered, open } from "./actions.mjs";
import { launch, watchedPage } from "./browser.mjs";
import { OUTDATED, QUEUE } from "./evidence.mjs";
import { serve } from "./places.mjs";

let browser;
let server;
before(async () => {
  [browser, server] = await Promise.all([launch(), serve()]);
});
after(() => Promise.all([browser?.close(), server?.close()]));

const AT = "2026-11-22T09:00:00Z";
const FILES = 20;

/** An export of a megabyte with one connector in it: most of one is values that say nothing here. */
const exported = (number) => `<Objs Version="1.1.0.1" xmlns="http://schemas.microsoft.com/powershell/2004/04">
  <Obj RefId="0"><TN RefId="0"><T>Microsoft.Exchange.Data.Directory.SystemConfiguration.ReceiveConnector</T></TN><Props>
    <S N="Identity">EX${number}\\Default Frontend EX${number}</S><S N="Name">Default Frontend EX${number}</S><S N="Server">EX${number}</S>
    <S N="TlsCertificateName">&lt;I&gt;CN=Proseware TLS CA ${number}&lt;S&gt;CN=mail.contoso.example</S>
    <BA N="Blob">${"QUJDRA==".repeat(125_000)}</BA>
  </Props></Obj>
</Objs>`;

/** The same as printed. */
const printed = (number) =>
  OUTDATED.replaceAll("EX13", `EX${number}`) +
  "[PS] C:\\>Get-Mailbox | Format-List\n\n" +
  "Description : nothing of interest here\n".repeat(25_000);

const contents = Array.from({ length: FILES }, (_, number) => (number % 2 === 0 ? exported(number) : printed(number)));

/** A page whose worker counts the files that it reads. */
async function counting() {
  const { page, seen, context } = await watchedPage(browser);
  await open(page, `${server.address}/`);
  await page.evaluate((at) => document.querySelector("hybrid-tls-doctor").setAttribute("at", at), AT);
  const [worker] = page.workers();
  await worker.evaluate(() => {
    globalThis.reads = 0;
    const { readAsArrayBuffer } = FileReaderSync.prototype;
    FileReaderSync.prototype.readAsArrayBuffer = function read(blob) {
      globalThis.reads += 1;
      return readAsArrayBuffer.call(this, blob);
    };
  });
  return { page, seen, context, reads: () => worker.evaluate(() => globalThis.reads) };
}

function addFiles(page, files) {
  return page.evaluate((list) => {
    const named = list.map(([name, text]) => new File([text], name));
    return document.querySelector("hybrid-tls-doctor").addFiles(named);
  }, files);
}

const report = (page) => page.evaluate(() => document.querySelector("hybrid-tls-doctor").report);

test("files are read once, and the report is that of a page that got all at once", async () => {
  const { page, seen, context, reads } = await counting();
  const files = contents.map((text, number) => [`${number}.txt`, text]);
  await addFiles(page, files.slice(0, 1));
  await addFiles(page, files.slice(1));
  await answered(page);
  assert.equal(await reads(), FILES);

  // A paste, keystroke by keystroke, a file more, a file less, another moment to judge by.
  await page.evaluate((text) => document.querySelector("hybrid-tls-doctor").examine(text), QUEUE);
  const field = page.locator("textarea.field");
  await field.focus();
  for (const key of "451") {
    await field.press("Control+End");
    await page.keyboard.insertText(key);
    await page.waitForTimeout(300);
    await answered(page);
  }
  await addFiles(page, [["more.txt", printed(77)]]);
  await page.evaluate(() => {
    const remove = [...document.querySelector("hybrid-tls-doctor").shadowRoot.querySelectorAll("button")];
    remove.find((button) => /^Remove 3\.txt/.test(button.getAttribute("aria-label") ?? button.title)).click();
  });
  await answered(page);
  for (const at of ["2027-01-01T00:00:00Z", AT]) {
    await page.evaluate((moment) => document.querySelector("hybrid-tls-doctor").setAttribute("at", moment), at);
    await page.waitForFunction(
      (day) => document.querySelector("hybrid-tls-doctor").report.judged_at.startsWith(day),
      at.slice(0, 10),
    );
  }
  assert.equal(await reads(), FILES + 1);
  const kept = await report(page);

  const fresh = await counting();
  const all = [...files.filter((_, number) => number !== 3)];
  await addFiles(fresh.page, all);
  await fresh.page.evaluate((text) => document.querySelector("hybrid-tls-doctor").examine(text), `${QUEUE}451`);
  await addFiles(fresh.page, [["more.txt", printed(77)]]);
  await answered(fresh.page);
  assert.deepEqual(kept, await report(fresh.page));
  assert.deepEqual(seen.errors, []);
  await Promise.all([context.close(), fresh.context.close()]);
});
