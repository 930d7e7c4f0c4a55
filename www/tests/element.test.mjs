// What the element promises to the page that holds it.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { after, before, test } from "node:test";
import { answered, open, paste } from "./actions.mjs";
import { launch, screenshot, watchedPage } from "./browser.mjs";
import { OUTDATED, QUEUE } from "./evidence.mjs";
import { serve } from "./places.mjs";

let browser;
let server;
before(async () => {
  [browser, server] = await Promise.all([launch(), serve()]);
});
after(() => Promise.all([browser?.close(), server?.close()]));

test("events carry counts, and the report only where the host asks for it", async () => {
  const { page, context } = await watchedPage(browser);
  await open(page, `${server.address}/foreign.html`);
  const details = await page.evaluate(async (text) => {
    const doctor = document.querySelector("hybrid-tls-doctor");
    const seen = [];
    document.addEventListener("htd-report", ({ detail }) => seen.push(detail));
    const report = await doctor.examine(text);
    doctor.shareReport = true;
    await doctor.examine(`${text}\n`);
    return { seen, same: doctor.report.schema === report.schema };
  }, OUTDATED);
  assert.ok(details.same);
  assert.deepEqual(Object.keys(details.seen[0]).sort(), ["errors", "notes", "warnings"]);
  assert.ok(details.seen[0].errors >= 1);
  assert.equal(details.seen[1].report.schema, "hybrid-tls-doctor/report/v1");
  await context.close();
});

test("properties set before the upgrade are honoured", async () => {
  const { page, context } = await watchedPage(browser);
  await page.addInitScript(() => {
    addEventListener("DOMContentLoaded", () => {});
    new MutationObserver((_, observer) => {
      const doctor = document.querySelector("hybrid-tls-doctor");
      if (doctor === null) return;
      doctor.at = "2020-01-01T00:00:00Z";
      doctor.theme = "dark";
      observer.disconnect();
    }).observe(document, { childList: true, subtree: true });
  });
  await open(page, `${server.address}/foreign.html`);
  const result = await page.evaluate(async (text) => {
    const doctor = document.querySelector("hybrid-tls-doctor");
    const report = await doctor.examine(text);
    return { judged: report.judged_at, theme: doctor.getAttribute("theme") };
  }, QUEUE);
  assert.deepEqual(result, { judged: "2020-01-01T00:00:00Z", theme: "dark" });
  await context.close();
});

test("it is as light or dark as the page around it, unless it is told, and light on paper", async () => {
  const { page, context } = await watchedPage(browser, { colorScheme: "dark" });
  await open(page, `${server.address}/foreign.html`);
  const ink = (scheme, theme) =>
    page.evaluate(
      async ([scheme, theme]) => {
        const doctor = document.querySelector("hybrid-tls-doctor");
        document.documentElement.style.colorScheme = scheme;
        doctor.theme = theme;
        await doctor.updateComplete;
        return getComputedStyle(doctor.shadowRoot.querySelector(".root")).color;
      },
      [scheme, theme],
    );
  const [onLight, onDark] = ["rgb(25, 29, 36)", "rgb(231, 234, 240)"];
  assert.equal(await ink("", "auto"), onLight);
  assert.equal(await ink("light", "auto"), onLight);
  assert.equal(await ink("dark", "auto"), onDark);
  assert.equal(await ink("light dark", "auto"), onDark);
  assert.equal(await ink("dark", "light"), onLight);
  assert.equal(await ink("light", "dark"), onDark);
  await page.emulateMedia({ media: "print" });
  assert.equal(await ink("dark", "auto"), onLight);
  assert.equal(await ink("light", "dark"), onLight);
  await context.close();
});

test("the lanes fit at every width, in a wide font too", async () => {
  const { page, context } = await watchedPage(browser);
  await open(page, `${server.address}/`);
  await page.evaluate(() =>
    document.querySelector("hybrid-tls-doctor").style.setProperty("--htd-sans", '"DejaVu Sans", Verdana, sans-serif'),
  );
  await paste(page, QUEUE);
  for (const width of [320, 470, 640, 1100, 1300, 1400, 1559, 1560, 1720]) {
    await page.setViewportSize({ width, height: 800 });
    const over = await page
      .locator(".lane")
      .evaluateAll((lanes) => lanes.map((lane) => lane.scrollWidth - lane.clientWidth));
    assert.deepEqual(over, [0, 0], `${width} px`);
  }
  await context.close();
});

test("both collector scripts are shown whole, and copied as they are in the repository", async () => {
  const { page, context } = await watchedPage(browser);
  await open(page, `${server.address}/`);
  await page.locator(".collector summary").click();
  await page.evaluate(() => {
    globalThis.copied = [];
    navigator.clipboard.writeText = async (text) => void globalThis.copied.push(text);
  });
  for (const [index, name] of ["on-premises", "exchange-online"].entries()) {
    const script = page.locator(".collector-script .script").nth(index);
    await script.locator("button.copy").click();
    await script.locator("button.copy.done").waitFor();
    const source = await readFile(
      new URL(`../../crates/hybrid-tls-doctor/src/collector/${name}.ps1`, import.meta.url),
      "utf8",
    );
    assert.equal(await page.evaluate((at) => globalThis.copied[at], index), source.trimEnd());
    const shown = await script.locator(".script-line .text").allTextContents();
    assert.equal(
      shown.map((line) => line.trimEnd()).join("\n"),
      source
        .trimEnd()
        .split("\n")
        .map((line) => line.trimEnd())
        .join("\n"),
    );
  }
  await context.close();
});

test("the slotted example is offered and not run by itself", async () => {
  const { page, context } = await watchedPage(browser);
  await open(page, `${server.address}/foreign-compact.html`);
  assert.equal(await page.evaluate(() => document.querySelector("hybrid-tls-doctor").report), null);
  await page.getByRole("button", { name: "Examine the example of this page" }).click();
  await answered(page);
  assert.deepEqual(await page.evaluate(() => document.querySelector("hybrid-tls-doctor").report.sources[0].items), {
    "error-text": 1,
  });
  await screenshot(page, "compact");
  await context.close();
});

test("headings follow the level that the host states", async () => {
  const { page, context } = await watchedPage(browser);
  await open(page, `${server.address}/foreign.html`);
  await paste(page, OUTDATED);
  assert.equal(
    await page
      .locator("h3.section")
      .first()
      .innerText()
      .then((text) => text.length > 0),
    true,
  );
  assert.equal((await page.locator(".finding h4 .title").count()) > 0, true);
  assert.equal(
    await page.evaluate(() => document.querySelector("hybrid-tls-doctor").shadowRoot.querySelectorAll("h1, h2").length),
    0,
  );
  await context.close();
});

for (const [missing, token] of [
  ["wasm", /'wasm-unsafe-eval'/],
  ["worker", /blob:/],
]) {
  test(`a policy without what the ${missing} needs is named`, async () => {
    const { page, context } = await watchedPage(browser);
    await page.addInitScript(() => addEventListener("htd-error", ({ detail }) => (globalThis.failure = detail.code)));
    await page.goto(`${server.address}/foreign-without-${missing}.html`);
    await page.locator(".trouble").waitFor();
    assert.match(await page.locator(".trouble").innerText(), token);
    assert.equal(await page.evaluate(() => globalThis.failure), "wasm-blocked-by-csp");
    assert.equal(
      await page.evaluate(() => document.querySelector("hybrid-tls-doctor").ready.catch(({ message }) => message)),
      "wasm-blocked-by-csp",
    );
    await context.close();
  });
}

test("a sandboxed frame runs where the page around it allows no script", async () => {
  const { page, seen, context } = await watchedPage(browser);
  await page.goto(`${server.address}/foreign-frame.html`);
  const frame = page.frameLocator("iframe");
  await frame.locator("textarea.field").fill(OUTDATED);
  await frame.locator(".finding mark").first().waitFor();
  assert.match(await frame.locator(".lane").first().innerText(), /Broken/);
  assert.deepEqual(seen.errors, []);
  assert.deepEqual(seen.violations, []);
  await context.close();
});

test("a newer question overtakes an older one", async () => {
  const { page, context } = await watchedPage(browser);
  await open(page, `${server.address}/`);
  const last = await page.evaluate(
    async ([first, second]) => {
      const doctor = document.querySelector("hybrid-tls-doctor");
      const answers = await Promise.all([
        doctor.examine(first),
        doctor.examine(`${first}${first}`),
        doctor.examine(second),
      ]);
      return { findings: answers.at(-1).findings.map(({ rule }) => rule), shown: doctor.report.sources[0].items };
    },
    [OUTDATED, QUEUE],
  );
  assert.ok(!last.findings.includes("outdated-tls-domain-capabilities"));
  assert.deepEqual(last.shown, { "error-text": 1 });
  await context.close();
});

test("a reload with evidence in it warns, without evidence it does not", async () => {
  const { page, context } = await watchedPage(browser);
  await open(page, `${server.address}/`);
  const warns = () =>
    page.evaluate(() => {
      const event = new Event("beforeunload", { cancelable: true });
      dispatchEvent(event);
      return event.defaultPrevented;
    });
  assert.equal(await warns(), false);
  await page.locator(".example").first().click();
  await answered(page);
  assert.equal(await warns(), false, "an example can be had again");
  await page.getByRole("button", { name: "Start over" }).click();
  await paste(page, QUEUE);
  assert.equal(await warns(), true);
  await context.close();
});

test("typing never blocks for long", async () => {
  const { page, context } = await watchedPage(browser);
  await open(page, `${server.address}/`);
  await paste(page, OUTDATED.repeat(40));
  // What the machine does besides delays some keystrokes; what the page does delays those of every round.
  const rounds = [];
  for (let round = 0; round < 5; round += 1) rounds.push(await page.evaluate(typeInto, "Get-ReceiveConnector"));
  assert.ok(Math.min(...rounds) < 50, `a keystroke took ${rounds.map((worst) => worst.toFixed(1)).join(", ")} ms`);
  await context.close();
});

/** Types into the field and returns how long the slowest keystroke kept the page. */
async function typeInto(text) {
  const field = document.querySelector("hybrid-tls-doctor").shadowRoot.querySelector("textarea");
  let worst = 0;
  for (const character of text) {
    const start = performance.now();
    field.setRangeText(character, field.value.length, field.value.length, "end");
    field.dispatchEvent(new InputEvent("input", { inputType: "insertText", data: character }));
    worst = Math.max(worst, performance.now() - start);
    await new Promise((resolve) => setTimeout(resolve));
  }
  return worst;
}
