// The first answer in Chromium, measured on the page from disk. The last line that this prints is JSON.

import { launch } from "../tests/browser.mjs";
import { evidence, firstAnswer, median, PAGES } from "../tests/first-answer.mjs";
import { OFFLINE } from "../tests/places.mjs";

const RUNS = 10;

const browser = await launch();
const files = await evidence();
const rows = [];
for (const [state, reach] of Object.entries(PAGES)) {
  const runs = [];
  for (let run = 0; run < RUNS; run += 1) runs.push(await firstAnswer(browser, OFFLINE, reach, files));
  const middle = (member) => median(runs.map((run) => run[member]));
  rows.push({ state, reported: middle("reported"), painted: middle("painted"), longestTask: middle("longestTask") });
}
await browser.close();
console.log(JSON.stringify(rows));
