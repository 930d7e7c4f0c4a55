// The npm package as somebody uses it who has installed it.

import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { cp, mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { after, before, test } from "node:test";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { OUTDATED, QUEUE } from "./evidence.mjs";
import { dist } from "./places.mjs";

const run = promisify(execFile);
const www = join(dirname(fileURLToPath(import.meta.url)), "..");

let project;
before(async () => {
  project = await mkdtemp(join(tmpdir(), "hybrid-tls-doctor-"));
  await mkdir(join(project, "node_modules"));
  await cp(join(dist, "npm"), join(project, "node_modules/hybrid-tls-doctor"), { recursive: true });
  await writeFile(join(project, "package.json"), '{ "type": "module" }');
});
after(() => rm(project, { recursive: true }));

test("Node imports it, with the WebAssembly inside or beside it", async () => {
  await writeFile(
    join(project, "use.js"),
    `import { openAsBlob, writeFileSync } from "node:fs";
    import * as inline from "hybrid-tls-doctor/inline";
    import * as bare from "hybrid-tls-doctor";
    await bare.init(new URL(import.meta.resolve("hybrid-tls-doctor/wasm")));
    writeFileSync("queue.txt", ${JSON.stringify(QUEUE)});
    for (const { Examination } of [inline, bare]) {
      const examination = new Examination({ at: "2026-11-22" });
      await examination.add("receive.txt", ${JSON.stringify(OUTDATED)});
      await examination.add("queue.txt", await openAsBlob("queue.txt"));
      const { findings, sources } = examination.report();
      console.log(findings[0].rule, sources.map(({ format }) => format).join());
      examination.free();
    }`,
  );
  const { stdout } = await run(process.execPath, ["use.js"], { cwd: project });
  assert.equal(stdout, "outdated-tls-domain-capabilities format-list,free-text\n".repeat(2));
});

test("TypeScript knows the report, the element and its events", async () => {
  await writeFile(
    join(project, "use.ts"),
    `import { Examination } from "hybrid-tls-doctor/inline";
    import { init } from "hybrid-tls-doctor";
    import "hybrid-tls-doctor/element/define";
    import type { HybridTlsDoctor } from "hybrid-tls-doctor/element";
    const examination = new Examination({ at: new Date(), profile: "worldwide" });
    await examination.add("a", new Blob(["a"]), (done, total) => done / total);
    export const rules: string[] = examination.report().findings.map(({ rule }) => rule);
    export const started: Promise<void> = init(new URL("https://fabrikam.example/a.wasm"));
    export const element: HybridTlsDoctor = document.createElement("hybrid-tls-doctor");
    element.addEventListener("htd-report", ({ detail }) => detail.errors.toFixed());
    document.addEventListener("htd-error", ({ detail }) => detail.message.trim());
    // @ts-expect-error A number is no evidence.
    await examination.add("a", 5);
    // @ts-expect-error There is no such colour scheme.
    element.theme = "sepia";`,
  );
  for (const resolution of ["nodenext", "bundler"]) {
    const module = resolution === "bundler" ? "esnext" : resolution;
    const options = [
      "--noEmit",
      "--strict",
      "--target",
      "es2022",
      "--lib",
      "es2023,dom",
      "--module",
      module,
      "--moduleResolution",
      resolution,
    ];
    const told = await run(join(www, "node_modules/.bin/tsc"), [...options, "use.ts"], {
      cwd: project,
      shell: process.platform === "win32",
    }).then(
      () => "",
      ({ stdout }) => stdout,
    );
    assert.equal(told, "", resolution);
  }
});
