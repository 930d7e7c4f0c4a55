// A log that is too long to be held: read in pieces where it lies, with progress and a way to stop.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { answered, open, rules } from "./actions.mjs";
import { launch, watchedPage } from "./browser.mjs";
import { QUEUE } from "./evidence.mjs";
import { serve } from "./places.mjs";

let browser;
let server;
before(async () => {
  [browser, server] = await Promise.all([launch(), serve()]);
});
after(() => Promise.all([browser?.close(), server?.close()]));

/** Adds a receive log of so many megabytes as a file, with one session of Exchange Online that is not offered STARTTLS. */
function addLog(page, megabytes) {
  return page.evaluate((size) => {
    const heading =
      "#Software: Microsoft Exchange Server\r\n#Version: 15.0.0.0\r\n#Log-type: SMTP Receive Protocol Log\r\n#Fields: date-time,connector-id,session-id,sequence-number,local-endpoint,remote-endpoint,event,data,context\r\n";
    const extensions =
      "SIZE 37748736 PIPELINING DSN ENHANCEDSTATUSCODES STARTTLS X-ANONYMOUSTLS AUTH NTLM 8BITMIME CHUNKING XRDST";
    const session = (id, client, offered) =>
      [
        "+,,",
        ">,220 EX01.contoso.example Microsoft ESMTP MAIL Service ready,",
        `<,EHLO ${client},`,
        `>,250  EX01.contoso.example Hello [203.0.113.9] ${offered},`,
        `<,MAIL FROM:<${id}@fabrikam.example>,`,
        ">,250 2.1.0 Sender OK,",
        "-,,Remote",
      ]
        .map(
          (tail, index) =>
            `2026-06-01T20:14:51.470Z,EX01\\Default Frontend EX01,08DD${id},${index},192.0.2.10:25,203.0.113.9:50111,${tail}\r\n`,
        )
        .join("");
    let many = "";
    for (let number = 0; many.length < 1_000_000; number += 1)
      many += session(String(number).padStart(12, "0"), "mail.fabrikam.example", extensions);
    const lacking = session(
      "FFFFFFFFFFFF",
      "NAM12-BN8-obe.outbound.protection.outlook.com",
      extensions.replace("STARTTLS ", ""),
    );
    globalThis.lines = heading.split("\n").length - 1 + (many.split("\n").length - 1) * Math.ceil(size / 2) + 4;
    // The same blob many times takes the memory of one.
    const half = new Array(Math.ceil(size / 2)).fill(new Blob([many]));
    const doctor = document.querySelector("hybrid-tls-doctor");
    globalThis.adding = doctor.addFiles([new File([heading, ...half, lacking, ...half], "RECV.LOG")]);
  }, megabytes);
}

test("a long log is read with progress, and its lines have the numbers of the file", async () => {
  const { page, seen, context } = await watchedPage(browser);
  await open(page, `${server.address}/`);
  await page.evaluate(() => {
    const { shadowRoot } = document.querySelector("hybrid-tls-doctor");
    globalThis.told = [];
    new MutationObserver(() => {
      const words = shadowRoot.querySelector(".busy p")?.textContent;
      if (words?.startsWith("Reading") && shadowRoot.querySelector(".busy progress") !== null)
        globalThis.told.push(words);
    }).observe(shadowRoot, { subtree: true, childList: true, characterData: true, attributes: true });
  });
  await addLog(page, 256);
  await answered(page);
  assert.deepEqual(await rules(page), ["starttls-not-offered"]);
  const { told, expected, line, shown } = await page.evaluate(() => {
    const doctor = document.querySelector("hybrid-tls-doctor");
    const { line } = doctor.report.findings[0].labels[0].start;
    const shown = [...doctor.shadowRoot.querySelectorAll(".excerpt .line")].map((row) => [
      Number(row.dataset.line),
      row.querySelector("mark") !== null,
    ]);
    return { told: globalThis.told, expected: globalThis.lines, line, shown };
  });
  assert.ok(
    told.some((words) => /^Reading RECV\.LOG: .+ of .+MB$/.test(words)),
    told.join("\n"),
  );
  assert.equal(line, expected);
  assert.deepEqual(shown.find(([, marked]) => marked)?.[0], expected);
  await page.locator(".excerpt button.place").first().click();
  await page.locator(`.reader .here[data-line="${expected}"]`).waitFor();
  // More evidence does not make the log be read again.
  const began = Date.now();
  await page.evaluate((text) => document.querySelector("hybrid-tls-doctor").examine(text), QUEUE);
  const again = Date.now() - began;
  assert.equal((await rules(page)).length, 2);
  assert.ok(again < 3000, `${again} ms`);
  assert.deepEqual(seen.errors, []);
  assert.deepEqual(seen.violations, []);
  await context.close();
});

test("the reading of a long log can be stopped, and the rest is examined without it", async () => {
  const { page, seen, context } = await watchedPage(browser);
  await open(page, `${server.address}/`);
  await page.evaluate((text) => document.querySelector("hybrid-tls-doctor").examine(text), QUEUE);
  await addLog(page, 4000);
  await page.locator(".busy progress").waitFor();
  await page.locator(".busy button").click();
  await page.locator(".trouble", { hasText: "The reading of RECV.LOG was stopped" }).waitFor();
  await page.evaluate(() => globalThis.adding);
  const names = await page.evaluate(() =>
    document.querySelector("hybrid-tls-doctor").report.sources.map(({ name }) => name),
  );
  assert.deepEqual(names, ["Pasted text"]);
  assert.equal(await page.locator(".source-name").count(), 1);
  assert.deepEqual(seen.errors, []);
  await context.close();
});
