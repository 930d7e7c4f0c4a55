// How long a person waits for the first answer: from the drop to the paint.

import { open } from "./actions.mjs";
import { watchedPage } from "./browser.mjs";
import { certificates, connectors } from "./many.mjs";

/** What is dropped: more than most organisations have. */
export async function evidence() {
  return [
    { name: "receive.txt", text: connectors(50) },
    { name: "certificates.pem", text: await certificates(200) },
  ];
}

/** How the page was before the drop. */
export const PAGES = {
  "just opened": async () => {},
  "open for a second": (page) => page.waitForTimeout(1000),
  "after an answer": async (page) => {
    await page.evaluate(async () => {
      const doctor = document.querySelector("hybrid-tls-doctor");
      await doctor.examine("454 4.7.5 The certificate specified in TlsCertificateName could not be found.");
      doctor.clear();
    });
    await page.waitForTimeout(1000);
  },
};

/** Drops the evidence on a page that is new; says how long the paint took, and the longest task of the main thread. */
export async function firstAnswer(browser, url, reach, files) {
  const { page, context } = await watchedPage(browser);
  await open(page, url);
  await reach(page);
  const measured = await page.evaluate(dropAndWait, files);
  await context.close();
  return measured;
}

async function dropAndWait(files) {
  const doctor = document.querySelector("hybrid-tls-doctor");
  const transfer = new DataTransfer();
  for (const { name, text } of files) transfer.items.add(new File([text], name));
  const tasks = [];
  const observer = new PerformanceObserver((list) => tasks.push(...list.getEntries()));
  observer.observe({ type: "longtask" });
  const reported = new Promise((resolve) => doctor.addEventListener("htd-report", resolve, { once: true }));
  const dropped = performance.now();
  doctor.dispatchEvent(new DragEvent("drop", { dataTransfer: transfer, bubbles: true, cancelable: true }));
  await reported;
  const answered = performance.now();
  await doctor.updateComplete;
  // The task after a frame's callbacks comes when it was painted.
  await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
  const painted = performance.now();
  // What is drawn after that counts among the tasks.
  await new Promise((resolve) => setTimeout(resolve, 1000));
  observer.disconnect();
  const durations = tasks.filter(({ startTime }) => startTime >= dropped).map(({ duration }) => duration);
  return { reported: answered - dropped, painted: painted - dropped, longestTask: Math.max(0, ...durations) };
}

export function median(numbers) {
  const sorted = numbers.toSorted((a, b) => a - b);
  return sorted[sorted.length >> 1];
}
