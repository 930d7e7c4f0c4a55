// How fast evidence is read in WebAssembly under Node, and certificates by node:crypto and @peculiar/x509: the
// same work on the same files as in crates/wasm/benches.

import "reflect-metadata";
import { X509Certificate as NodeCertificate } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { X509Certificate as PeculiarCertificate } from "@peculiar/x509";
import { memorySize, Repeated } from "./memory.mjs";

const [packageFile, folder] = process.argv.slice(2);
const { Examination } = await import(pathToFileURL(packageFile));
const list = new Uint8Array(await readFile(join(folder, "receive.txt")));
const exported = new Uint8Array(await readFile(join(folder, "export.xml")));
const log = new Uint8Array(await readFile(join(folder, "RECV.LOG")));
const names = (await readdir(join(folder, "certificates"))).sort();
const certificates = await Promise.all(
  names.map(async (name) => new Uint8Array(await readFile(join(folder, "certificates", name)))),
);

const result = {
  // First, as memory that was taken for other input is never given back.
  logMemory: await memoryOfAGigabyte(),
  logs: await roundsASecond(() => examine([log])),
  splitLines: await roundsASecond(() => use(...new TextDecoder().decode(log).split("\n").slice(-1))),
  splitFields: await roundsASecond(() => {
    for (const line of new TextDecoder().decode(log).split("\n")) use(...line.split(",").slice(-1));
  }),
  lists: await roundsASecond(() => examine([list])),
  certificates: await roundsASecond(() => examine(certificates)),
  exports: await roundsASecond(() => examine([exported])),
  // What an examination takes from a certificate, so that nobody gains by being lazy.
  nodeCrypto: await roundsASecond(() => {
    for (const bytes of certificates) {
      const { subject, issuer, serialNumber, validFrom, validTo, fingerprint, subjectAltName } = new NodeCertificate(
        bytes,
      );
      use(subject, issuer, serialNumber, validFrom, validTo, fingerprint, subjectAltName);
    }
  }),
  peculiar: await roundsASecond(() => {
    for (const bytes of certificates) {
      const { subject, issuer, serialNumber, notBefore, notAfter, extensions } = new PeculiarCertificate(bytes);
      use(subject, issuer, serialNumber, notBefore, notAfter, extensions);
    }
  }),
};
console.log(JSON.stringify(result));

async function examine(sources) {
  const examination = new Examination({ at: "1970-01-01" });
  for (const bytes of sources) await examination.add("evidence", bytes);
  examination.free();
}

/** Examines a log of a gigabyte, piece by piece as a file is read. */
async function memoryOfAGigabyte() {
  const examination = new Examination({ at: "1970-01-01" });
  await examination.add("RECV.LOG", new Repeated(log, Math.ceil(1e9 / log.length)));
  const size = memorySize();
  examination.free();
  return size;
}

async function roundsASecond(work) {
  await repeat(work, 300);
  return repeat(work, 2000);
}

async function repeat(work, milliseconds) {
  const start = performance.now();
  let rounds = 0;
  while (performance.now() - start < milliseconds) {
    await work();
    rounds += 1;
  }
  return (rounds * 1000) / (performance.now() - start);
}

/** Keeps the engine from leaving out what nobody reads. */
function use(...values) {
  if (values.length === 0) throw new Error("nothing was read");
}
