/** The attributes of the element that decide what is offered and shown. */
export interface Attributes {
  theme: "auto" | "light" | "dark";
  readonly mode: "full" | "compact" | "viewer";
  readonly inputs: string;
  readonly headingLevel: number;
}

/** What the attributes come to. */
export class Options {
  #attributes: Attributes;

  constructor(attributes: Attributes) {
    this.#attributes = attributes;
  }

  get theme(): Attributes["theme"] {
    return this.#attributes.theme;
  }

  set theme(theme: Attributes["theme"]) {
    this.#attributes.theme = theme;
  }

  get mode(): Attributes["mode"] {
    return this.#attributes.mode;
  }

  /** The heading level of the element's sections. */
  get level(): number {
    return Math.min(Math.max(Math.trunc(this.#attributes.headingLevel) || 2, 2), 6);
  }

  /** Whether evidence can be given that way. */
  offers(input: "paste" | "file" | "drop"): boolean {
    return this.mode !== "viewer" && this.#attributes.inputs.split(/\s+/).includes(input);
  }
}
