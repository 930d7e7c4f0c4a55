import type { Results } from "../results.js";
import type { Session } from "../session.js";
import type { Cards } from "./cards.js";
import type { Copies } from "./copies.js";
import type { Intake } from "./intake.js";
import type { Options } from "./options.js";
import type { Requests } from "./requests.js";
import type { Selection } from "./selection.js";

/** What a view that shows much draws from and acts on. Smaller views are given what they need of it. */
export interface Controllers {
  readonly options: Options;
  readonly session: Session;
  readonly intake: Intake;
  readonly selection: Selection;
  readonly cards: Cards;
  readonly copies: Copies;
  readonly requests: Requests;
  /** The findings that the host wants shown. */
  shown(results: Results): ReturnType<Results["shown"]>;
  exportReport(format: "markdown" | "json"): Promise<string | null>;
}
