// What a person does at the element.

export async function open(page, url) {
  await page.goto(url);
  await page.waitForFunction(() => customElements.get("hybrid-tls-doctor") !== undefined);
  await page.evaluate(() => document.querySelector("hybrid-tls-doctor").ready);
}

/** Pastes as a clipboard does: at once, into the focused field. */
export async function paste(page, text) {
  await page.locator("textarea.field").focus();
  await page.keyboard.insertText(text);
  await answered(page);
}

/** Waits until the report answers what was given last. */
export async function answered(page) {
  await page.locator(".root.answered").waitFor();
}

/** Drops files, each a name and bytes, onto what a selector finds. */
export async function drop(page, selector, files) {
  const transfer = await page.evaluateHandle(
    (list) => {
      const data = new DataTransfer();
      for (const { name, bytes } of list) data.items.add(new File([new Uint8Array(bytes)], name));
      return data;
    },
    files.map(({ name, bytes }) => ({ name, bytes: [...bytes] })),
  );
  await page.dispatchEvent(selector, "dragover", { dataTransfer: transfer });
  await page.dispatchEvent(selector, "drop", { dataTransfer: transfer });
}

export function rules(page) {
  return page.evaluate(() => document.querySelector("hybrid-tls-doctor").report.findings.map(({ rule }) => rule));
}

export function titles(page) {
  return page.locator(".finding .title").allInnerTexts();
}
