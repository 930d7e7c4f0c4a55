// The words for what the report names by key.

import type { Direction, Finding, Report, Risk, Severity, Shell, Source, Status } from "./report-types.js";
import { bySeverity } from "./results.js";

export const LANES: readonly { direction: Direction; from: string; to: string }[] = [
  { direction: "to_on_premises", from: "Exchange Online", to: "On-premises" },
  { direction: "to_exchange_online", from: "On-premises", to: "Exchange Online" },
];

export const STATUS: Record<Status, string> = {
  broken: "Broken",
  "at-risk": "At risk",
  healthy: "Fine",
  undecided: "Undecided",
};

export const SEVERITY: Record<Severity, string> = { error: "Error", warning: "Warning", note: "Note" };

export const SHELL: Record<Shell, string> = {
  "exchange-management-shell": "Exchange Management Shell",
  "exchange-online": "Exchange Online PowerShell",
  "windows-powershell": "Windows PowerShell, elevated",
  wizard: "Hybrid Configuration Wizard",
  network: "Network",
};

export const RISK: Record<Risk, string> = {
  "reads-only": "reads only",
  "changes-configuration": "changes configuration",
  "interrupts-mail-flow": "interrupts mail flow",
};

const FORMAT: Record<string, string> = {
  "format-list": "Format-List",
  "format-table": "Format-Table",
  clixml: "CLIXML",
  json: "JSON",
  csv: "CSV",
  "event-text": "event text",
  "event-xml": "event XML",
  "smtp-transcript": "SMTP transcript",
  "protocol-log": "protocol log",
  "tracking-log": "tracking log",
  bounce: "bounce message",
  headers: "message headers",
  registry: "registry",
  "wizard-log": "wizard log",
  certificate: "certificate",
  pkcs7: "PKCS #7",
  "free-text": "free text",
  mixed: "several outputs",
  unrecognised: "not recognised",
};

const ITEM: Record<string, [one: string, many: string]> = {
  "receive-connector": ["receive connector", "receive connectors"],
  "send-connector": ["send connector", "send connectors"],
  "exchange-certificate": ["Exchange certificate", "Exchange certificates"],
  "x509-certificate": ["certificate", "certificates"],
  "hybrid-configuration": ["hybrid configuration", "hybrid configurations"],
  "exchange-server": ["Exchange server", "Exchange servers"],
  "transport-service": ["transport service", "transport services"],
  "edge-subscription": ["Edge subscription", "Edge subscriptions"],
  "inbound-connector": ["inbound connector", "inbound connectors"],
  "outbound-connector": ["outbound connector", "outbound connectors"],
  "accepted-domain": ["accepted domain", "accepted domains"],
  "remote-domain": ["remote domain", "remote domains"],
  queue: ["queue", "queues"],
  event: ["event", "events"],
  "smtp-session": ["SMTP session", "SMTP sessions"],
  "error-text": ["error text", "error texts"],
  bounce: ["bounce message", "bounce messages"],
  "message-headers": ["message’s headers", "messages’ headers"],
  registry: ["registry export", "registry exports"],
  "store-listing": ["store listing", "store listings"],
  "wizard-log": ["wizard log", "wizard logs"],
};

const ENCODING: Record<string, string> = {
  "utf-8": "UTF-8",
  "utf-16le": "UTF-16LE",
  "utf-16be": "UTF-16BE",
  "windows-1252": "Windows-1252",
  binary: "binary",
};

export function count(number: number, one: string, many = `${one}s`): string {
  return `${number.toLocaleString("en")} ${number === 1 ? one : many}`;
}

/** `5 receive connectors · Format-List · UTF-16LE`. */
export function understoodAs(source: Source): string {
  const items = Object.entries(source.items).map(([key, number]) =>
    count(Number(number), ...(ITEM[key] ?? [key, key])),
  );
  const unrecognised = source.format === "unrecognised";
  if (items.length === 0) items.push(unrecognised ? "Nothing recognised" : "Nothing to examine");
  const format = unrecognised ? [] : [FORMAT[source.format] ?? source.format];
  return [items.join(", "), ...format, ENCODING[source.encoding] ?? source.encoding].join(" · ");
}

/** One sentence for a lane, with pasted words in backticks. */
export function laneSentence(report: Report, direction: Direction): string {
  const status = report.directions[direction];
  const ofLane = report.findings.filter((finding) => finding.directions.includes(direction));
  const gravest = (severity: Severity): Finding[] => ofLane.filter((finding) => finding.severity === severity);
  switch (status) {
    case "broken":
      return sentence(gravest("error"), "Something that stops mail was found.");
    case "at-risk":
      return sentence(gravest("warning"), "Something that will stop mail was found.");
    case "healthy":
      return "Every decisive check had its evidence and found nothing.";
    case "undecided":
      return ofLane.length > 0
        ? "Nothing here proves a break, and evidence that would exclude one is missing."
        : "Not enough evidence yet. The commands below decide it.";
  }
}

function sentence(findings: Finding[], otherwise: string): string {
  const [first, ...rest] = findings;
  if (first === undefined) return otherwise;
  const more = rest.length === 0 ? "" : ` And ${rest.length} more.`;
  return `${first.title.replace(/[.\s]+$/, "")}.${more}`;
}

/** What a screen reader hears when a report arrives. */
export function spokenVerdict(report: Report): string {
  const { error, warning, note } = bySeverity(report);
  const findings = [count(error, "error"), count(warning, "warning"), count(note, "note")].filter(
    (words) => !words.startsWith("0 "),
  );
  const lanes = LANES.map(({ direction, from, to }) => `${from} to ${to}: ${STATUS[report.directions[direction]]}.`);
  return `${findings.length === 0 ? "No findings" : findings.join(", ")}. ${lanes.join(" ")}`;
}

export function bytes(number: number): string {
  if (number < 1_000) return `${number} bytes`;
  if (number < 1_000_000) return `${(number / 1_000).toFixed(0)} KB`;
  return `${(number / 1_000_000).toFixed(1)} MB`;
}
