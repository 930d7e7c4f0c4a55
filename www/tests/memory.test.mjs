// A gigabyte of log takes no more memory than a small part of it.

import assert from "node:assert/strict";
import { join } from "node:path";
import { test } from "node:test";
import { pathToFileURL } from "node:url";
import { memorySize, Repeated } from "../build/memory.mjs";
import { dist } from "./places.mjs";

const HEADING = "#Software: Microsoft Exchange Server\r\n#Log-type: SMTP Receive Protocol Log\r\n";
const EXTENSIONS = "SIZE 37748736 PIPELINING DSN STARTTLS X-ANONYMOUSTLS AUTH NTLM CHUNKING XRDST";

function session(number) {
  const tails = [
    "+,,",
    ">,220 EX01.contoso.example Microsoft ESMTP MAIL Service ready,",
    `<,EHLO mail${number}.fabrikam.example,`,
    `>,250  EX01.contoso.example Hello [203.0.113.9] ${EXTENSIONS},`,
    `<,MAIL FROM:<${number}@fabrikam.example>,`,
    ">,250 2.1.0 Sender OK,",
    "-,,Remote",
  ];
  const id = number.toString(16).padStart(16, "0");
  return tails
    .map(
      (tail, index) =>
        `2026-06-01T20:14:51.470Z,EX01\\Default Frontend EX01,${id},${index},192.0.2.10:25,203.0.113.9:50111,${tail}\r\n`,
    )
    .join("");
}

test("a gigabyte of log is examined in 64 MB, and told piece by piece", async () => {
  const { Examination } = await import(pathToFileURL(join(dist, "npm/inline.js")));
  const piece = new TextEncoder().encode(
    HEADING + Array.from({ length: 20_000 }, (_, number) => session(number)).join(""),
  );
  const times = Math.ceil(1e9 / piece.length);
  const examination = new Examination({ at: "2026-11-22" });
  let told = 0;
  await examination.add("RECV.LOG", new Repeated(piece, times), (done, total) => {
    assert.ok(done > told && done <= total);
    told = done;
  });
  assert.equal(told, piece.length * times);
  assert.ok(memorySize() <= 64e6, `${memorySize()} bytes`);
  const [source] = examination.report().sources;
  assert.equal(source.format, "protocol-log");
  assert.deepEqual(source.items, { "smtp-session": 1 });
  assert.ok(examination.sourceText(0).length < 10_000);
  assert.equal(examination.sourceLines(0).length, examination.sourceText(0).split("\n").length - 1);
  examination.free();
});
