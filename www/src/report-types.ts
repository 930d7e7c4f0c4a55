// Made from the Rust types of crates/report/src/json_v1 by `cargo xtask codegen`. Change those.

/** Everything that one examination says. */
export interface Report {
  /** The version of this format. */
  schema: "hybrid-tls-doctor/report/v1";
  /** What made the report. */
  tool: Tool;
  /** The moment that expiry was judged by, RFC 3339 in UTC. */
  judged_at: string;
  /** What the whole examination comes to. */
  status: Status;
  /** The two lanes of hybrid mail flow. */
  directions: Directions;
  /** What is wrong, in the order in which to fix it. */
  findings: Finding[];
  /** Every rule of the catalogue and its verdict. */
  checks: Check[];
  /** Every certificate that was seen. */
  certificates: Certificate[];
  /** Every source, in the order in which it was given. */
  sources: Source[];
}

/** What made the report. */
export interface Tool {
  /** Its version. */
  version: string;
  /** When its catalogue of rules was last reviewed, `2026-11-22`. */
  rules_reviewed: string;
}

/** What the whole examination, or one lane, comes to. */
export type Status =
  /** There is an error. */
  | "broken"
  /** There is a warning and no error. */
  | "at-risk"
  /** Everything that decides was looked at, and nothing worse than a note was found. */
  | "healthy"
  /** Nothing is known to be wrong, and not enough was seen to call it fine. */
  | "undecided";

/** The two lanes of hybrid mail flow. */
export interface Directions {
  /** Exchange Online → on-premises. */
  to_on_premises: Status;
  /** On-premises → Exchange Online. */
  to_exchange_online: Status;
}

/** Something that is wrong. */
export interface Finding {
  /** The rule's public name. */
  rule: string;
  /** What it does to mail. */
  severity: Severity;
  /** How sure it is. */
  confidence: Confidence;
  /** One sentence, plain text with `code`. */
  title: string;
  /** The object it is about. */
  subject: Subject;
  /** The lanes it is about. */
  directions: Direction[];
  /** Where one sees it, the proof first. */
  labels: Label[];
  /** Why this stops mail: short paragraphs, plain text with `code`. */
  why: string[];
  /** Symptoms that this finding accounts for. */
  explains: Explained[];
  /** What to do, the best first. */
  fixes: Fix[];
  /** What it rests on. */
  citations: Citation[];
}

/** What a finding does to mail. */
export type Severity =
  /** Mail is refused, deferred or loses its trusted headers now, or within seven days. */
  | "error"
  /** It will break at the next foreseeable event, or contradicts a documented requirement. */
  | "warning"
  /** Worth knowing; changes nothing about the flow. */
  | "note";

/** How sure a finding is. */
export type Confidence =
  /** Read from configuration or a certificate. */
  | "certain"
  /** Joined across pieces of evidence. */
  | "likely"
  /** A pattern in an error text. */
  | "possible";

/** The object that a finding is about. */
export interface Subject {
  /** What it is. */
  kind: SubjectKind;
  /** Its name, as Exchange prints its identity; a certificate's thumbprint. */
  name: string;
  /** The server it belongs to; null where that is not known. */
  server: string | null;
}

/** The kind of object that a finding is about; `organisation` where no single object is meant. */
export type SubjectKind =
  | "receive-connector"
  | "send-connector"
  | "exchange-certificate"
  | "x509-certificate"
  | "hybrid-configuration"
  | "exchange-server"
  | "transport-service"
  | "edge-subscription"
  | "inbound-connector"
  | "outbound-connector"
  | "accepted-domain"
  | "remote-domain"
  | "queue"
  | "event"
  | "smtp-session"
  | "error-text"
  | "bounce"
  | "message-headers"
  | "registry"
  | "store-listing"
  | "wizard-log"
  | "organisation";

/** A lane of hybrid mail flow. */
export type Direction =
  /** Exchange Online → on-premises. */
  | "to_on_premises"
  /** On-premises → Exchange Online. */
  | "to_exchange_online";

/** A place in the evidence and what it shows. */
export interface Label {
  /** The source, as an index of `sources`. */
  source: number;
  /** Whether it is the proof or something beside it. */
  role: Role;
  /** What one sees there. */
  note: string;
  /** Where it begins. */
  start: Position;
  /** Where it ends; the first character after it. */
  end: Position;
  /** What stands there, cut after 2000 characters. */
  text: string;
}

/** Whether a label is the proof or something beside it. */
export type Role =
  /** The proof. */
  | "primary"
  /** What else shows it. */
  | "secondary";

/** A place in a decoded text. */
export interface Position {
  /** UTF-16 units from the start of the text. */
  offset: number;
  /** Line, from 1. */
  line: number;
  /** Column in UTF-16 units, from 1. */
  column: number;
}

/** A symptom that a finding accounts for. */
export interface Explained {
  /** The source, as an index of `sources`. */
  source: number;
  /** What stands there, cut after 2000 characters. */
  text: string;
}

/** One way to fix a finding. */
export interface Fix {
  /** What it does. */
  title: string;
  /** Where it is run. */
  shell: Shell;
  /** On which server; null: on any. */
  run_on: string | null;
  /** What it risks. */
  risk: Risk;
  /** What to answer at the prompt that it raises; null where it raises none. */
  answer: string | null;
  /** Saves what will be changed; empty where nothing is. */
  backup: string;
  /** Makes the change. */
  apply: string;
  /** Shows whether it worked. */
  verify: string;
  /** Takes it back. */
  undo: string;
}

/** Where a fix is run. */
export type Shell =
  /** The Exchange Management Shell on a server. */
  | "exchange-management-shell"
  /** Exchange Online PowerShell. */
  | "exchange-online"
  /** An elevated Windows PowerShell on a server. */
  | "windows-powershell"
  /** The Hybrid Configuration Wizard. */
  | "wizard"
  /** The network between the two sides. */
  | "network";

/** What a fix risks. */
export type Risk =
  /** It changes nothing. */
  | "reads-only"
  /** It changes settings that take effect without stopping mail. */
  | "changes-configuration"
  /** Mail stands still for a moment, or until the next step is done. */
  | "interrupts-mail-flow";

/** A document that a finding rests on. */
export interface Citation {
  /** Its title. */
  title: string;
  /** Its knowledge base number, digits only; null where it has none. */
  kb: string | null;
  /** Where it is. */
  url: string;
}

/** One rule's verdict. */
export interface Check {
  /** The rule's public name. */
  rule: string;
  /** What it came to. */
  verdict: Verdict;
  /** What would decide it, where it is undecided. */
  missing: Missing[];
}

/** What a rule came to. */
export type Verdict =
  /** It found something. */
  | "found"
  /** It looked and found nothing. */
  | "pass"
  /** The evidence shows that it has nothing to say here. */
  | "not-applicable"
  /** The evidence that would decide it was not given. */
  | "undecided";

/** Evidence that was not given. */
export interface Missing {
  /** What is missing. */
  evidence: string;
  /** The command that prints it. */
  collect: string;
}

/** A certificate and what it is used for. */
export interface Certificate {
  /** SHA-1, upper-case hexadecimal; null where not known. */
  thumbprint: string | null;
  /** `<I>issuer<S>subject`; null where either is not known whole. */
  tls_certificate_name: string | null;
  /** As Windows prints it; null where not known. */
  subject: string | null;
  /** As Windows prints it; null where not known. */
  issuer: string | null;
  /** First moment of validity, RFC 3339 in UTC; null where not known. */
  not_before: string | null;
  /** Last moment of validity, RFC 3339 in UTC; null where not known. */
  not_after: string | null;
  /** Host names it holds. */
  names: string[];
  /** `SMTP`, `IIS`…; null where not known. */
  services: string[] | null;
  /** Servers it was seen on. */
  servers: string[];
  /** Connectors whose TlsCertificateName names it. */
  used_by: string[];
  /** Connectors for which Exchange will present it. */
  chosen_for: Choice[];
}

/** That Exchange will present a certificate for a connector. */
export interface Choice {
  /** The connector's identity. */
  connector: string;
  /** Why this certificate and not another. */
  because: string;
}

/** A source and what it gave. */
export interface Source {
  /** The name it was given under. */
  name: string;
  /** What it was understood as. */
  format: Format;
  /** How its bytes were encoded. */
  encoding: Encoding;
  /** How many of what it holds. */
  items: Partial<Record<ItemKind, number>>;
  /** What was not understood. */
  problems: Problem[];
  /** The stretches of a mixed source; absent otherwise. */
  parts?: Part[];
}

/** What a source was understood as. */
export type Format =
  | "format-list"
  | "format-table"
  | "clixml"
  | "json"
  | "csv"
  | "event-text"
  | "event-xml"
  | "smtp-transcript"
  | "protocol-log"
  | "tracking-log"
  | "bounce"
  | "headers"
  | "registry"
  | "wizard-log"
  | "certificate"
  | "pkcs7"
  | "free-text"
  | "mixed"
  | "unrecognised";

/** How a source's bytes were encoded. */
export type Encoding = "utf-8" | "utf-16le" | "utf-16be" | "windows-1252" | "binary";

/** A kind of thing that evidence holds. */
export type ItemKind =
  | "receive-connector"
  | "send-connector"
  | "exchange-certificate"
  | "x509-certificate"
  | "hybrid-configuration"
  | "exchange-server"
  | "transport-service"
  | "edge-subscription"
  | "inbound-connector"
  | "outbound-connector"
  | "accepted-domain"
  | "remote-domain"
  | "queue"
  | "event"
  | "smtp-session"
  | "error-text"
  | "bounce"
  | "message-headers"
  | "registry"
  | "store-listing"
  | "wizard-log";

/** Something that was not understood. */
export interface Problem {
  /** Its line, from 1. */
  line: number;
  /** What is the matter, in one sentence. */
  message: string;
}

/** A stretch of a mixed source. */
export interface Part {
  /** The source's name. */
  name: string;
  /** What it was understood as. */
  format: Format;
  /** The source's encoding. */
  encoding: Encoding;
  /** How many of what it holds. */
  items: Partial<Record<ItemKind, number>>;
  /** What was not understood in it. */
  problems: Problem[];
  /** Where it begins. */
  start: Position;
  /** Where it ends; the first character after it. */
  end: Position;
}
