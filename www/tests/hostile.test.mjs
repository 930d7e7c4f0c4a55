// Evidence is text, whatever stands in it.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { drop, open, paste, rules } from "./actions.mjs";
import { launch, watchedPage } from "./browser.mjs";
import { HOSTILE, KEY, OUTDATED } from "./evidence.mjs";
import { serve } from "./places.mjs";

let browser;
let server;
before(async () => {
  [browser, server] = await Promise.all([launch(), serve()]);
});
after(() => Promise.all([browser?.close(), server?.close()]));

test("markup and script addresses in evidence stay text", async () => {
  const { page, seen, context } = await watchedPage(browser);
  await open(page, `${server.address}/`);
  await paste(page, HOSTILE);
  await drop(page, "body", [{ name: "<img src=x onerror=alert(1)>.txt", bytes: Buffer.from(HOSTILE) }]);
  await page.waitForFunction(() => document.querySelector("hybrid-tls-doctor").report?.sources.length === 2);
  for (const head of await page.locator('.finding-head[aria-expanded="false"]').all()) await head.click();
  for (const place of await page.locator(".excerpt button.place").all()) await place.click();
  const found = await page.evaluate(() => {
    const root = document.querySelector("hybrid-tls-doctor").shadowRoot;
    return {
      foreign: root.querySelectorAll("img, script, iframe, object, embed, style, base, form, meta").length,
      handlers: [...root.querySelectorAll("*")].filter((node) =>
        [...node.attributes].some(({ name }) => name.startsWith("on")),
      ).length,
      addresses: [...root.querySelectorAll("a")].map(({ href }) => href).filter((href) => !href.startsWith("https://")),
      text: root.textContent,
    };
  });
  assert.equal(found.foreign, 0);
  assert.equal(found.handlers, 0);
  assert.deepEqual(found.addresses, []);
  assert.match(found.text, /<img src=x onerror=/);
  assert.ok((await rules(page)).length > 0, "the hostile evidence gives findings, so it was shown in cards");
  assert.equal(await page.title(), "Hybrid TLS Doctor");
  assert.deepEqual(seen.errors, []);
  assert.deepEqual(seen.violations, []);
  await context.close();
});

test("a private key is warned of and leaves the page", async () => {
  const { page, context } = await watchedPage(browser);
  await open(page, `${server.address}/`);
  await paste(page, `${KEY}\n${OUTDATED}`);
  await page.locator(".trouble.key").waitFor();
  const secret = KEY.split("\n")[1];
  await page.waitForFunction((text) => {
    const doctor = document.querySelector("hybrid-tls-doctor");
    return !doctor.shadowRoot.querySelector("textarea")?.value.includes(text);
  }, secret);
  const everything = await page.evaluate(async () => {
    const doctor = document.querySelector("hybrid-tls-doctor");
    return [
      doctor.shadowRoot.textContent,
      doctor.shadowRoot.querySelector("textarea")?.value ?? "",
      await doctor.exportReport("json"),
      await doctor.exportReport("markdown"),
    ];
  });
  assert.ok(everything[1].includes("MSIT Machine Auth CA 2"), "the rest of the paste stays");
  for (const text of everything) assert.ok(!text.includes(secret));
  assert.ok((await rules(page)).includes("outdated-tls-domain-capabilities"), "the rest is still examined");
  await context.close();
});

test("what is no text, and what is long, gets a report", async () => {
  const { page, seen, context } = await watchedPage(browser);
  await open(page, `${server.address}/`);
  const noise = Buffer.from(Array.from({ length: 20_000 }, (_, index) => (index * 7919 + (index >> 3)) % 256));
  await drop(page, "body", [
    { name: "noise.bin", bytes: noise },
    { name: "empty.txt", bytes: Buffer.alloc(0) },
  ]);
  await page.waitForFunction(() => document.querySelector("hybrid-tls-doctor").report?.sources.length === 2);
  await page.evaluate(async () => {
    const doctor = document.querySelector("hybrid-tls-doctor");
    doctor.clear();
    await doctor.examine("x".repeat(2_000_000));
  });
  await page.getByRole("button", { name: "Read" }).click();
  assert.ok((await page.locator(".reader").innerText()).length < 5_000, "a long line is cut where it is shown");
  assert.deepEqual(seen.errors, []);
  await context.close();
});
