// The promise is shown, and the proof panel does not lie.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { open, paste } from "./actions.mjs";
import { launch, watchedPage } from "./browser.mjs";
import { OUTDATED } from "./evidence.mjs";
import { OFFLINE, serve } from "./places.mjs";

let browser;
let server;
before(async () => {
  [browser, server] = await Promise.all([launch(), serve()]);
});
after(() => Promise.all([browser?.close(), server?.close()]));

for (const place of ["served", "offline"]) {
  test(`the canary is refused by the policy: ${place}`, async () => {
    const { page, seen, context } = await watchedPage(browser);
    await open(page, place === "served" ? `${server.address}/` : OFFLINE);
    await paste(page, OUTDATED);
    await page.locator(".proof summary").click();
    const panel = page.locator(".proof");
    assert.match(await panel.innerText(), /connect-src 'none'/);
    const requests = panel.locator("dt", { hasText: "Requests since" }).locator("+ dd");
    assert.equal((await requests.innerText()).trim(), "0");
    await page.getByRole("button", { name: "Try to send one" }).click();
    await panel.getByText("The browser refused it").waitFor();
    assert.match(await requests.innerText(), /^0, and 1 attempt refused/);
    assert.equal(seen.violations.length, 1);
    assert.match(seen.violations[0], /^connect-src https:\/\/hybrid-tls-doctor\.invalid/);
    await context.close();
  });
}

test("every way by which a script could send is closed", async () => {
  const { page, seen, context } = await watchedPage(browser);
  await open(page, `${server.address}/`);
  const before = { connections: server.connections(), requests: server.requests() };
  await page.evaluate(async (address) => {
    const target = `${address}/leak`;
    await fetch(target).catch(() => {});
    await new Promise((resolve) => {
      const request = new XMLHttpRequest();
      request.onloadend = resolve;
      request.open("GET", target);
      request.send();
    }).catch(() => {});
    navigator.sendBeacon(target, "x");
    try {
      new WebSocket(target.replace("http", "ws"));
    } catch {}
    try {
      new EventSource(target);
    } catch {}
    new Image().src = target;
    const link = document.createElement("link");
    link.rel = "stylesheet";
    link.href = target;
    document.head.append(link);
    await new Promise((resolve) => setTimeout(resolve, 500));
  }, server.address);
  assert.equal(server.connections() - before.connections, 0);
  // Chromium connects ahead for a frame before it finds that the policy refuses it, and then asks for nothing.
  await page.evaluate(async (address) => {
    const frame = document.createElement("iframe");
    frame.src = `${address}/leak`;
    document.body.append(frame);
    await new Promise((resolve) => setTimeout(resolve, 500));
  }, server.address);
  assert.equal(server.requests() - before.requests, 0);
  const refused = new Set(seen.violations.map((violation) => violation.split(" ")[0]));
  assert.deepEqual([...refused].sort(), ["connect-src", "frame-src", "img-src", "style-src-elem"]);
  await context.close();
});
