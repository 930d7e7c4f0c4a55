// Severity and status are shapes before they are colours: octagon, triangle, circle, tick, dashed circle.

import { html, type SVGTemplateResult, svg, type TemplateResult } from "lit";
import type { Severity, Status } from "../report-types.js";

export type Shape = Severity | Status | "pass";

const OCTAGON = svg`<path d="M6.3 1.5h7.4l4.8 4.8v7.4l-4.8 4.8H6.3l-4.8-4.8V6.3z" class="fill" />
  <path d="m7 7 6 6m0-6-6 6" class="cut" />`;
const TRIANGLE = svg`<path d="M10 1.8 19 17.6a.6.6 0 0 1-.5.9h-17a.6.6 0 0 1-.5-.9z" class="fill" />
  <path d="M10 7.2v5M10 14.6v1" class="cut" />`;
const INFORMATION = svg`<circle cx="10" cy="10" r="8.5" class="fill" /><path d="M10 9.2v5M10 5.6v1" class="cut" />`;
const TICK = svg`<circle cx="10" cy="10" r="8.5" class="fill" /><path d="m6.3 10.3 2.6 2.6 4.9-5.4" class="cut" />`;
const OPEN = svg`<circle cx="10" cy="10" r="8" class="line dashed" />
  <path d="M7.6 7.8c.2-1.3 1.1-2 2.4-2s2.4.8 2.4 2.1c0 1.7-2.4 1.9-2.4 3.5M10 13.6v.9" class="line" />`;

const SHAPES: Record<Shape, SVGTemplateResult> = {
  error: OCTAGON,
  broken: OCTAGON,
  warning: TRIANGLE,
  "at-risk": TRIANGLE,
  note: INFORMATION,
  healthy: TICK,
  pass: TICK,
  undecided: OPEN,
};

export function shape(name: Shape): TemplateResult {
  return html`<svg class="shape" viewBox="0 0 20 20" aria-hidden="true">${SHAPES[name]}</svg>`;
}
