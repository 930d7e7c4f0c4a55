// The main path on every delivery, with the policy in force and nothing sent.

import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { drop, open, paste, rules, titles } from "./actions.mjs";
import { launch, screenshot, watchedPage } from "./browser.mjs";
import { OUTDATED, QUEUE, utf16le } from "./evidence.mjs";
import { places, serve } from "./places.mjs";

let browser;
let server;
before(async () => {
  [browser, server] = await Promise.all([launch(), serve()]);
});
after(() => Promise.all([browser?.close(), server?.close()]));

for (const index of [0, 1, 2]) {
  const { name } = places("")[index];
  describe(name, () => {
    let page, seen, context, loaded;
    before(async () => {
      ({ page, seen, context } = await watchedPage(browser));
      await open(page, places(server.address)[index].url);
      loaded = { connections: server.connections(), requests: seen.requests.length };
    });
    after(() => context?.close());

    test("a paste gives the verdict, its proof and its fix", async () => {
      await paste(page, OUTDATED);
      assert.deepEqual(await rules(page).then((found) => found.slice(0, 1)), ["outdated-tls-domain-capabilities"]);
      const lane = page.locator(".lane").first();
      assert.match(await lane.innerText(), /Broken/);
      assert.match((await titles(page))[0], /EX13/);
      assert.match(await page.locator(".finding mark").first().innerText(), /MSIT Machine Auth CA 2/);
      assert.match(await page.locator(".source-as").innerText(), /1 receive connector · Format-List · UTF-8/);
      await screenshot(page, `${name.replaceAll(" ", "-")}-paste`);
    });

    test("the copy button puts the script on the clipboard and says so in its place", async () => {
      const block = page.locator(".finding").first().locator(".script").first();
      // Reading the clipboard back needs a permission that no page asks for.
      await page.evaluate(() => {
        globalThis.copied = [];
        navigator.clipboard.writeText = async (text) => void globalThis.copied.push(text);
      });
      await block.locator("button.copy").click();
      await block.locator("button.copy.done").waitFor();
      const shown = (await block.locator(".script-line .text").allTextContents()).join("\n");
      assert.deepEqual(await page.evaluate(() => globalThis.copied), [shown]);
      assert.match(shown, /ReceiveConnector/);
    });

    test("a click on the proof leads to the whole text, and back", async () => {
      await page.locator(".excerpt button.place").first().click();
      const line = page.locator(".reader .line.here");
      assert.match(await line.innerText(), /TlsDomainCapabilities/);
      assert.match(await line.locator("mark").innerText(), /MSIT Machine Auth CA 2/);
      await page.getByRole("button", { name: "Back to the finding" }).click();
      const focused = await page.evaluate(
        () => document.querySelector("hybrid-tls-doctor").shadowRoot.activeElement?.className,
      );
      assert.equal(focused, "place");
    });

    test("dropped files are added, decoded by the core", async () => {
      await drop(page, "hybrid-tls-doctor", [
        { name: "queue.txt", bytes: Buffer.from(QUEUE) },
        { name: "receive.txt", bytes: utf16le(OUTDATED.replaceAll("EX13", "EX14")) },
      ]);
      await page.waitForFunction(() => document.querySelector("hybrid-tls-doctor").report?.sources.length === 3);
      await page.locator(".source-as", { hasText: "UTF-16LE" }).waitFor();
      assert.ok((await titles(page)).some((title) => title.includes("EX14")));
    });

    test("files are picked, and removed again", async () => {
      await page
        .locator('input[type="file"]')
        .setInputFiles([{ name: "picked.txt", mimeType: "text/plain", buffer: Buffer.from(QUEUE) }]);
      await page.waitForFunction(() => document.querySelector("hybrid-tls-doctor").report?.sources.length === 4);
      await page.getByRole("button", { name: "Remove picked.txt" }).click();
      await page.waitForFunction(() => document.querySelector("hybrid-tls-doctor").report?.sources.length === 3);
    });

    test("the report is exported, and saved without leaving the page", async () => {
      const markdown = await page.evaluate(() => document.querySelector("hybrid-tls-doctor").exportReport("markdown"));
      assert.match(markdown, /MSIT Machine Auth CA 2/);
      await page.locator(".export summary").click();
      const [download] = await Promise.all([
        page.waitForEvent("download"),
        page.getByRole("button", { name: "Save the report as JSON" }).click(),
      ]);
      assert.match(download.suggestedFilename(), /^hybrid-tls-doctor-\d{4}-\d\d-\d\d\.json$/);
      const saved = JSON.parse(await readAll(await download.createReadStream()));
      assert.equal(saved.schema, "hybrid-tls-doctor/report/v1");
      assert.equal(saved.sources.length, 3);
    });

    test("nothing was sent, violated or logged", () => {
      assert.deepEqual(seen.errors, []);
      assert.deepEqual(seen.violations, []);
      assert.deepEqual(seen.requests.slice(loaded.requests), []);
      assert.equal(server.connections() - loaded.connections, 0);
    });
  });
}

async function readAll(stream) {
  const chunks = [];
  for await (const chunk of stream) chunks.push(chunk);
  return Buffer.concat(chunks).toString("utf8");
}
