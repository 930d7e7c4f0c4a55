import { css } from "lit";

export const findings = css`
  .cards {
    display: grid;
    gap: 12px;
    margin-top: 8px;
  }

  .finding {
    --tone: var(--note);
    overflow: clip;
    border: 1px solid var(--rule);
    border-inline-start: 4px solid var(--tone);
    border-radius: var(--radius);
    background: var(--surface);
  }

  .finding.error { --tone: var(--error); }
  .finding.warning { --tone: var(--warning); }

  .finding-head {
    display: flex;
    align-items: start;
    gap: 12px;
    width: 100%;
    padding: 12px 16px;
    border: 0;
    border-radius: 0;
    background: none;
    font: inherit;
    text-align: start;
    outline-offset: -3px;
  }

  .finding-head:hover {
    color: inherit;
    background: var(--sunken);
  }

  .finding-head .severity {
    display: inline-flex;
    flex: 0 0 auto;
    align-items: center;
    gap: 6px;
    min-width: 92px;
    padding-top: 2px;
    color: var(--tone);
    font-size: var(--small);
    font-weight: 650;
  }

  .finding-head .shape {
    width: 18px;
    height: 18px;
  }

  .finding-head .title {
    flex: 1;
    min-width: 0;
    overflow-wrap: anywhere;
    font-weight: 600;
    line-height: 1.45;
  }

  .chevron {
    flex: none;
    width: 8px;
    height: 8px;
    margin: 7px 2px 0 4px;
    border: solid var(--quiet);
    border-width: 0 2px 2px 0;
    rotate: 45deg;
  }

  [aria-expanded="true"] .chevron {
    margin-top: 11px;
    rotate: 225deg;
  }

  .finding-body {
    display: grid;
    gap: 12px;
    padding: 0 16px 16px;
  }

  .finding-body > * {
    min-width: 0;
  }

  .finding-body > .label {
    margin: 4px 0 -4px;
  }

  .why {
    display: grid;
    gap: 8px;
    max-width: 72ch;
    overflow-wrap: anywhere;
  }

  .confidence {
    color: var(--quiet);
    font-size: var(--small);
  }

  .evidence,
  .fixes {
    display: grid;
    gap: 12px;
  }

  .explains {
    max-width: 72ch;
    overflow-wrap: anywhere;
    font-size: var(--small);
  }

  .explains ul {
    padding-inline-start: 20px;
  }

  .explains q {
    font-family: var(--mono);
    quotes: none;
  }

  .fix {
    border: 1px solid var(--rule);
    border-radius: 6px;
  }

  .fix > summary {
    width: auto;
    padding: 8px 12px;
    color: var(--ink);
    font-size: inherit;
    list-style: none;
  }

  .fix > summary::-webkit-details-marker {
    display: none;
  }

  .fix > summary:hover {
    background: var(--sunken);
    text-decoration: none;
  }

  div.fix {
    border: 0;
  }

  div.fix > .fix-title {
    padding-bottom: 4px;
  }

  .fix-title {
    display: flex;
    align-items: baseline;
    gap: 8px;
    font-weight: 600;
    overflow-wrap: anywhere;
  }

  .fix > summary .fix-title::after {
    content: "";
    flex: none;
    width: 7px;
    height: 7px;
    margin: 0 4px 2px auto;
    border: solid var(--quiet);
    border-width: 0 2px 2px 0;
    rotate: 45deg;
  }

  .fix[open] > summary .fix-title::after {
    rotate: 225deg;
    margin-bottom: -2px;
  }

  .nth {
    flex: none;
    display: inline-grid;
    place-items: center;
    min-width: 20px;
    height: 20px;
    border-radius: 99px;
    background: var(--accent);
    color: var(--on-accent);
    font-size: var(--small);
    font-variant-numeric: tabular-nums;
  }

  .fix:not([open]) .nth {
    background: none;
    box-shadow: inset 0 0 0 1px var(--edge);
    color: var(--quiet);
  }

  .fix-body {
    display: grid;
    gap: 8px;
  }

  details.fix > .fix-body {
    padding: 0 12px 12px;
  }

  .fix-body > * {
    min-width: 0;
  }

  .facts {
    display: flex;
    flex-wrap: wrap;
    gap: 4px 16px;
    font-size: var(--small);
  }

  .risk.interrupts-mail-flow {
    color: var(--warning);
    font-weight: 600;
  }

  .risk.changes-configuration .shape {
    color: var(--note);
  }

  .risk.reads-only .shape {
    color: var(--fine);
  }

  .footing {
    display: grid;
    gap: 8px;
    padding-top: 12px;
    border-top: 1px solid var(--rule);
    font-size: var(--small);
  }

  .citations {
    display: flex;
    flex-wrap: wrap;
    gap: 0 12px;
  }

  .footing-label {
    color: var(--quiet);
    font-weight: 600;
  }

  .citations ul {
    flex: 1 1 240px;
  }

  .about-page {
    display: grid;
    gap: 8px;
    max-width: 72ch;
    margin-top: 8px;
    padding: 12px 16px;
    border-radius: 6px;
    background: var(--sunken);
    overflow-wrap: anywhere;
  }

  .about-page > * {
    min-width: 0;
  }

  .about-page :is(h2, h3, h4, h5, h6) {
    font-weight: 650;
  }

  .about-page :is(ul, ol) {
    padding-inline-start: 20px;
  }

  .about-page pre {
    padding: 8px 12px;
    overflow: auto;
    border-radius: 4px;
    background: var(--surface);
    font: var(--small) / 1.5 var(--mono);
  }

  @container htd (max-width: 560px) {
    .finding-head {
      flex-wrap: wrap;
      gap: 4px 12px;
      padding: 12px;
    }

    .finding-head .title {
      flex-basis: 100%;
      order: 1;
    }

    .finding-head .chevron {
      margin-inline-start: auto;
    }

    .finding-body {
      padding: 0 12px 12px;
    }
  }
`;
