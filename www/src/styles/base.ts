import { css } from "lit";

/** Letters, buttons and what else is the same everywhere. */
export const base = css`
  :host {
    display: block;
    container: htd / inline-size;
    color: var(--ink);
    font: var(--text) / 1.5 var(--sans);
    text-align: start;
  }

  :host([hidden]),
  [hidden] {
    display: none !important;
  }

  *,
  *::before,
  *::after {
    box-sizing: border-box;
  }

  h1, h2, h3, h4, h5, h6, p, ul, ol, dl, dd, figure, pre {
    margin: 0;
    padding: 0;
  }

  h1, h2, h3, h4, h5, h6 {
    font: inherit;
  }

  ul[role="list"],
  ol[role="list"] {
    list-style: none;
  }

  a {
    color: var(--accent);
    text-underline-offset: 2px;
  }

  code, kbd {
    font: 0.9em / inherit var(--mono);
    font-family: var(--mono);
    font-size: 0.9em;
    overflow-wrap: anywhere;
  }

  p code, li code, dd code, .title code, .note code {
    padding: 0 4px;
    border-radius: 4px;
    background: light-dark(rgb(20 30 50 / 6%), rgb(220 230 255 / 9%));
    -webkit-box-decoration-break: clone;
    box-decoration-break: clone;
  }

  button,
  .button,
  select {
    display: inline-flex;
    align-items: center;
    gap: 8px;
    min-height: 32px;
    padding: 4px 12px;
    border: 1px solid var(--edge);
    border-radius: 6px;
    background: var(--surface);
    color: var(--ink);
    font: 500 var(--small) / 1.4 var(--sans);
    cursor: pointer;
  }

  button:hover,
  .button:hover,
  select:hover {
    border-color: var(--accent);
    color: var(--accent);
  }

  button:active,
  .button:active {
    background: var(--accent-soft);
  }

  button[disabled] {
    color: var(--quiet);
    cursor: default;
  }

  .plain {
    border-color: transparent;
    background: none;
    color: var(--accent);
  }

  :focus-visible,
  .button:focus-within {
    outline: 2px solid var(--accent);
    outline-offset: 2px;
  }

  .button:focus-within:not(:has(:focus-visible)) {
    outline: none;
  }

  summary {
    width: fit-content;
    border-radius: 4px;
    color: var(--accent);
    font-size: var(--small);
    cursor: pointer;
  }

  summary:hover {
    text-decoration: underline;
    text-underline-offset: 2px;
  }

  .quiet {
    color: var(--quiet);
  }

  .sr {
    position: absolute;
    width: 1px;
    height: 1px;
    margin: -1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }

  .shape {
    flex: none;
    width: 1.15em;
    height: 1.15em;
    vertical-align: -0.22em;
  }

  .shape .fill {
    fill: currentColor;
  }

  .shape .cut {
    fill: none;
    stroke: var(--surface);
    stroke-width: 2;
    stroke-linecap: round;
    stroke-linejoin: round;
  }

  .shape .line {
    fill: none;
    stroke: currentColor;
    stroke-width: 2;
    stroke-linecap: round;
  }

  .shape .dashed {
    stroke-dasharray: 3.2 3.1;
  }

  .section {
    font-size: var(--large);
    font-weight: 650;
    letter-spacing: -0.005em;
  }

  .label {
    color: var(--quiet);
    font-size: var(--small);
    font-weight: 600;
  }

  .number-of {
    margin-inline-start: 4px;
    color: var(--quiet);
    font-weight: 400;
    font-variant-numeric: tabular-nums;
  }
`;
