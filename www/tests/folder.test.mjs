// Folders, dropped as a mouse drops them.

import assert from "node:assert/strict";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { open } from "./actions.mjs";
import { launch, watchedPage } from "./browser.mjs";
import { OUTDATED, QUEUE, utf16le } from "./evidence.mjs";
import { places, serve } from "./places.mjs";

let browser;
let server;
let folder;
before(async () => {
  [browser, server, folder] = await Promise.all([launch(), serve(), mkdtemp(join(tmpdir(), "hybrid-tls-doctor-"))]);
  await mkdir(join(folder, "EX13/Exchange_Server_Data/Connectors"), { recursive: true });
  await mkdir(join(folder, "EX13/Windows_Event_Logs"));
  await writeFile(
    join(folder, "EX13/Exchange_Server_Data/EX13_ReceiveConnectors.txt"),
    utf16le(OUTDATED.slice(OUTDATED.indexOf("Auth"))),
  );
  await writeFile(join(folder, "EX13/Exchange_Server_Data/Connectors/queue.txt"), QUEUE);
  await writeFile(
    join(folder, "EX13/Windows_Event_Logs/Application.evtx"),
    Buffer.from("ElfFile\0\0\0\0\0\0\0\0\0", "latin1"),
  );
  await mkdir(join(folder, "empty"));
  await mkdir(join(folder, "many"));
  for (let number = 0; number < 501; number += 1) await writeFile(join(folder, `many/${number}.txt`), QUEUE);
});
after(() => Promise.all([browser?.close(), server?.close(), rm(folder, { recursive: true })]));

async function dropFolders(page, names) {
  const session = await page.context().newCDPSession(page);
  const { x, y } = await page.locator("hybrid-tls-doctor").evaluate((doctor) => doctor.getBoundingClientRect());
  const data = { items: [], files: names.map((name) => join(folder, name)), dragOperationsMask: 1 };
  for (const type of ["dragEnter", "dragOver", "drop"])
    await session.send("Input.dispatchDragEvent", { type, x: x + 40, y: y + 40, data });
}

for (const index of [0, 1, 2]) {
  test(`a folder is unfolded, and what is no evidence says so: ${places("")[index].name}`, async () => {
    const { page, seen, context } = await watchedPage(browser);
    await open(page, places(server.address)[index].url);
    await dropFolders(page, ["EX13"]);
    await page.locator(".root.answered").waitFor();
    const { sources, findings } = await page.evaluate(() => document.querySelector("hybrid-tls-doctor").report);
    assert.deepEqual(
      sources.map(({ name, format, encoding }) => [name, format, encoding].join(" ")),
      [
        "EX13/Exchange_Server_Data/Connectors/queue.txt free-text utf-8",
        "EX13/Exchange_Server_Data/EX13_ReceiveConnectors.txt format-list utf-16le",
        "EX13/Windows_Event_Logs/Application.evtx unrecognised binary",
      ],
    );
    assert.match(sources[2].problems[0].message, /event log/);
    assert.equal(findings[0].rule, "outdated-tls-domain-capabilities");
    assert.deepEqual(seen.errors, []);
    assert.deepEqual(seen.violations, []);
    await context.close();
  });
}

test("what is not taken of a folder is told, and so is that it is empty", async () => {
  const { page, context } = await watchedPage(browser);
  await open(page, places(server.address)[1].url);
  await dropFolders(page, ["empty"]);
  await page.locator(".trouble", { hasText: "There is no file in what was dropped." }).waitFor();
  await dropFolders(page, ["many"]);
  await page.locator(".root.answered").waitFor();
  assert.equal(await page.evaluate(() => document.querySelector("hybrid-tls-doctor").report.sources.length), 500);
  assert.match(await page.locator(".trouble").innerText(), /Only the first 500 files were taken/);
  await context.close();
});
