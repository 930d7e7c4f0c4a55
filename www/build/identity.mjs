// Examines the cases of a list in WebAssembly and writes down what the npm package says.

import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

const [packageFile, list] = process.argv.slice(2);
const { Examination } = await import(pathToFileURL(packageFile));
for (const { at, folder, sources, answer } of JSON.parse(await readFile(list, "utf8"))) {
  const examination = new Examination({ at });
  for (const name of sources) await examination.add(name, new Uint8Array(await readFile(join(folder, name))));
  const text = examination.json();
  const object = JSON.stringify(examination.report());
  if (object !== JSON.stringify(JSON.parse(text))) throw new Error(`${folder}: the object is not that of the text`);
  await writeFile(answer, text);
  examination.free();
}
