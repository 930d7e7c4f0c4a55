// axe in every state and both schemes, and the main path by keyboard alone.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { after, before, test } from "node:test";
import { answered, open, paste } from "./actions.mjs";
import { launch, screenshot, watchedPage } from "./browser.mjs";
import { OUTDATED } from "./evidence.mjs";
import { serve } from "./places.mjs";

let browser;
let server;
let axe;
before(async () => {
  const path = createRequire(import.meta.url).resolve("axe-core/axe.min.js");
  [browser, server, axe] = await Promise.all([launch(), serve(), readFile(path, "utf8")]);
});
after(() => Promise.all([browser?.close(), server?.close()]));

const STATES = {
  empty: async () => {},
  collector: (page) => page.locator(".collector summary").click(),
  proof: (page) => page.locator(".proof summary").click(),
  results: async (page) => {
    await page.locator(".example").first().click();
    await answered(page);
    for (const head of await page.locator('.finding-head[aria-expanded="false"]').all()) await head.click();
  },
  unfolded: async (page) => {
    await STATES.results(page);
    await page.evaluate(() => {
      for (const details of document.querySelector("hybrid-tls-doctor").shadowRoot.querySelectorAll("details"))
        details.open = true;
    });
  },
  place: async (page) => {
    await STATES.results(page);
    await page.locator(".excerpt button.place").first().click();
  },
  editing: (page) => paste(page, OUTDATED),
};

for (const [state, reach] of Object.entries(STATES)) {
  for (const colorScheme of ["light", "dark"]) {
    for (const width of [1280, 320]) {
      test(`axe finds nothing: ${state}, ${colorScheme}, ${width} px`, async () => {
        const { page, context } = await watchedPage(browser, {
          colorScheme,
          viewport: { width, height: 800 },
          reducedMotion: "reduce",
        });
        await open(page, `${server.address}/`);
        await reach(page);
        // By evaluation, as the page's policy lets no other script in.
        await page.evaluate(axe);
        const { violations } = await page.evaluate(() => globalThis.axe.run(document, { resultTypes: ["violations"] }));
        const told = violations.map(
          ({ id, nodes }) =>
            `${id}: ${nodes.map(({ target, failureSummary }) => `${target.flat().join(" ")} ${failureSummary}`).join("; ")}`,
        );
        assert.deepEqual(told, []);
        const wider = await page.evaluate(
          () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
        );
        assert.ok(wider <= 0, `the page is ${wider} px wider than its window`);
        await screenshot(page, `${state}-${colorScheme}-${width}`);
        await context.close();
      });
    }
  }
}

test("the main path by keyboard alone", async () => {
  const { page, context } = await watchedPage(browser);
  await open(page, `${server.address}/`);
  await tabTo(page, "textarea.field");
  await page.keyboard.insertText(OUTDATED);
  await answered(page);
  assert.ok(await matches(page, "textarea.field"), "the field keeps the focus while the answer appears");
  await tabTo(page, ".finding-head");
  assert.equal(await page.locator(".finding-head").first().getAttribute("aria-expanded"), "true");
  await tabTo(page, ".excerpt .place");
  await page.keyboard.press("Enter");
  await page.locator(".reader .here").waitFor();
  assert.ok(await matches(page, ".reader"));
  await page.keyboard.press("Shift+Tab");
  await page.keyboard.press("Enter");
  assert.ok(await matches(page, ".excerpt .place"), "back at where one came from");
  await tabTo(page, ".script button.copy");
  await page.keyboard.press("Enter");
  await page.locator(".script button.copy.done").waitFor();
  await tabTo(page, ".about summary");
  await page.keyboard.press("Enter");
  assert.ok((await page.locator(".about-page").first().innerText()).length > 100);
  await context.close();
});

test("forced colours and paper show the answer", async () => {
  const { page, context } = await watchedPage(browser, { forcedColors: "active" });
  await open(page, `${server.address}/`);
  await STATES.results(page);
  await screenshot(page, "forced-colours");
  await page.emulateMedia({ media: "print", forcedColors: "none" });
  await screenshot(page, "print");
  assert.equal(await page.locator(".tools").isVisible(), false);
  assert.ok(await page.locator(".finding .script").first().isVisible());
  await context.close();
});

/** Presses Tab until what a selector finds has the focus; a trap or an unreachable control fails. */
async function tabTo(page, selector) {
  for (let presses = 0; presses < 80; presses += 1) {
    if (await matches(page, selector)) return;
    await page.keyboard.press("Tab");
  }
  assert.fail(`${selector} is not reached by keyboard`);
}

function matches(page, selector) {
  return page.evaluate(
    (wanted) => document.querySelector("hybrid-tls-doctor").shadowRoot.activeElement?.matches(wanted) ?? false,
    selector,
  );
}
