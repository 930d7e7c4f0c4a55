import { css } from "lit";

/** Evidence with line numbers, and scripts. */
export const code = css`
  .excerpt {
    overflow: hidden;
    border: 1px solid var(--rule);
    border-radius: 6px;
  }

  .excerpt figcaption {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    justify-content: space-between;
    gap: 0 16px;
    padding: 2px 4px 2px 12px;
    border-bottom: 1px solid var(--rule);
    background: var(--sunken);
    font-size: var(--small);
  }

  .excerpt.primary .note {
    font-weight: 600;
  }

  .place {
    display: inline;
    min-height: 24px;
    padding: 2px 8px 2px 0;
    border-color: transparent;
    background: none;
    color: var(--accent);
    text-align: start;
    overflow-wrap: anywhere;
  }

  .place:hover {
    text-decoration: underline;
    border-color: transparent;
  }

  .problems .place {
    padding-inline: 0 4px;
  }

  .code {
    font: var(--small) / 1.55 var(--mono);
    tab-size: 4;
  }

  .excerpt .code {
    padding: 4px 0;
    cursor: pointer;
  }

  .line {
    display: flex;
  }

  .line .number {
    flex: none;
    min-width: 5ch;
    padding-inline: 8px 12px;
    color: var(--quiet);
    text-align: end;
    user-select: none;
  }

  .line .text {
    flex: 1;
    min-width: 0;
    padding-inline-end: 12px;
    white-space: pre-wrap;
    overflow-wrap: anywhere;
  }

  .line.cut {
    color: var(--quiet);
    font-family: var(--sans);
  }

  mark {
    border-radius: 2px;
    background: var(--mark);
    box-shadow: 0 2px 0 var(--mark-edge);
    color: var(--mark-ink);
  }

  .reader {
    max-height: 60vh;
    padding: 8px 0;
    overflow: auto;
    overscroll-behavior: contain;
    outline-offset: -3px;
  }

  .reader mark {
    background: color-mix(in srgb, var(--mark) 45%, transparent);
    color: inherit;
  }

  .reader .here {
    background: var(--accent-soft);
    box-shadow: inset 3px 0 var(--accent);
  }

  .reader .here mark {
    background: var(--mark);
    color: var(--mark-ink);
  }

  .more {
    margin: 4px 12px;
  }

  .to-finding {
    flex: none;
    min-height: 24px;
    width: 28px;
    justify-content: center;
    align-self: start;
    padding: 0;
    border-color: transparent;
    background: none;
    color: var(--note);
    outline-offset: -2px;
  }

  .to-finding.error { color: var(--error); }
  .to-finding.warning { color: var(--warning); }

  .script {
    position: relative;
    overflow: hidden;
    border: 1px solid var(--rule);
    border-radius: 6px;
    background: var(--sunken);
  }

  .script-head {
    display: flex;
    align-items: center;
    justify-content: space-between;
    gap: 8px;
    padding: 4px 4px 0 12px;
    font-size: var(--small);
    font-weight: 600;
  }

  .commands .script,
  .folded .script {
    display: flex;
    flex-direction: row-reverse;
    align-items: start;
  }

  .commands .script-head,
  .folded .script-head {
    flex: none;
    padding: 4px;
  }

  .commands .script-text,
  .folded .script-text {
    flex: 1;
    min-width: 0;
    padding-top: 8px;
  }

  .script-text {
    padding: 4px 12px 8px;
    overflow-x: auto;
    font: var(--small) / 1.55 var(--mono);
    outline-offset: -3px;
  }

  .script-line {
    display: flex;
    flex-wrap: wrap;
    align-items: baseline;
    gap: 0 16px;
  }

  .script-line .text {
    min-width: 0;
    /* What continues a line that is too long for the window stands further in. */
    padding-inline-start: 2ch;
    text-indent: -2ch;
    white-space: pre-wrap;
    overflow-wrap: anywhere;
  }

  .script-line .answer {
    display: inline-block;
    padding: 0 8px;
    border: 1px solid var(--warning);
    border-radius: 99px;
    background: var(--warning-soft);
    color: var(--warning);
    font: 600 var(--small) / 1.5 var(--sans);
    user-select: none;
  }

  .answer kbd {
    font: inherit;
  }

  .copy {
    min-width: 72px;
    min-height: 28px;
    justify-content: center;
  }

  .copy.done {
    border-color: var(--fine);
    color: var(--fine);
  }

  .copy.done::before {
    content: "";
    width: 5px;
    height: 9px;
    margin: -3px 0 0;
    border: solid currentColor;
    border-width: 0 2px 2px 0;
    rotate: 45deg;
  }

  .folded > summary {
    padding: 2px 0;
  }
`;
