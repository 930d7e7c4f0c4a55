import { css } from "lit";

/** The field, the sources, and what helps before there is either. */
export const evidence = css`
  .pane {
    display: flex;
    flex-direction: column;
    overflow: hidden;
    border: 1px solid var(--rule);
    border-radius: var(--radius);
    background: var(--surface);
  }

  .empty .pane {
    border-color: var(--edge);
    box-shadow: 0 1px 2px light-dark(rgb(20 30 50 / 6%), transparent);
  }

  .pane:focus-within:has(.field:focus-visible) {
    outline: 2px solid var(--accent);
    outline-offset: 1px;
  }

  .field-label {
    padding: 12px 16px 0;
    font-size: var(--large);
    font-weight: 650;
  }

  .field {
    display: block;
    width: 100%;
    min-height: 176px;
    padding: 8px 16px 12px;
    border: 0;
    outline: none;
    background: transparent;
    color: var(--ink);
    font: var(--small) / 1.55 var(--mono);
    resize: vertical;
    tab-size: 4;
  }

  .answered .field {
    min-height: 240px;
    padding-top: 12px;
  }

  .compact .field {
    min-height: 120px;
  }

  .field::placeholder {
    color: var(--quiet);
    opacity: 1;
    font-family: var(--sans);
  }

  .field-foot {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 8px 12px;
    padding: 8px 12px 8px 16px;
    border-top: 1px solid var(--rule);
    background: var(--sunken);
    font-size: var(--small);
  }

  .privacy {
    display: flex;
    align-items: start;
    gap: 8px;
    flex: 1 1 240px;
    color: var(--quiet);
    font-size: var(--small);
  }

  .evidence-side > .privacy {
    flex: none;
  }

  .lock {
    flex: none;
    width: 16px;
    height: 16px;
    margin-top: 1px;
    fill: none;
    stroke: currentColor;
    stroke-width: 1.5;
    stroke-linejoin: round;
  }

  .hints {
    display: grid;
    gap: 4px;
    padding: 4px 0;
    font-size: var(--small);
  }

  .hints > div {
    display: flex;
    flex-wrap: wrap;
    gap: 0 12px;
  }

  .hints dt {
    flex: 0 0 112px;
    color: var(--quiet);
  }

  .hints dd {
    flex: 1 1 300px;
  }

  .collector > summary > .label {
    display: inline;
  }

  .collector-body {
    display: grid;
    gap: 12px;
    padding: 8px 0;
    font-size: var(--small);
  }

  .collector-script {
    display: grid;
    gap: 4px;
  }

  .collector .script-text {
    max-height: 320px;
    overflow: auto;
  }

  .examples {
    display: grid;
    gap: 8px;
    padding-top: 8px;
  }

  .examples ul {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(min(100%, 360px), 1fr));
    gap: 8px;
  }

  .example {
    display: flex;
    flex-direction: column;
    align-items: start;
    gap: 0;
    width: 100%;
    height: 100%;
    padding: 8px 12px;
    border-color: var(--rule);
    text-align: start;
  }

  .example-title {
    font-weight: 600;
  }

  .example-about {
    color: var(--quiet);
    font-weight: 400;
  }

  .more-evidence {
    display: flex;
    gap: 8px;
  }

  .sources {
    flex: none;
    border: 1px solid var(--rule);
    border-radius: var(--radius);
    background: var(--surface);
  }

  .source + .source {
    border-top: 1px solid var(--rule);
  }

  .source-row {
    display: flex;
    align-items: center;
  }

  .source-pick {
    flex: 1;
    flex-direction: column;
    align-items: start;
    gap: 0;
    min-width: 0;
    padding: 8px 12px;
    border: 0;
    border-radius: 0;
    background: none;
    text-align: start;
    outline-offset: -3px;
  }

  .source-name {
    max-width: 100%;
    overflow-wrap: anywhere;
    font-weight: 600;
  }

  .source-as {
    color: var(--quiet);
    font-weight: 400;
  }

  .source[data-chosen] {
    background: var(--accent-soft);
    box-shadow: inset 3px 0 var(--accent);
  }

  .source:first-child {
    border-radius: var(--radius) var(--radius) 0 0;
  }

  .source:last-child {
    border-radius: 0 0 var(--radius) var(--radius);
  }

  .source:only-child {
    border-radius: var(--radius);
  }

  .tag {
    padding: 0 6px;
    border: 1px solid var(--edge);
    border-radius: 99px;
    color: var(--quiet);
    font-weight: 400;
  }

  .icon {
    justify-content: center;
    width: 32px;
    margin-inline-end: 4px;
    padding: 0;
    border-color: transparent;
    background: none;
    outline-offset: -3px;
  }

  .cross {
    width: 12px;
    height: 12px;
    background:
      linear-gradient(45deg, transparent 45%, currentColor 45% 55%, transparent 55%),
      linear-gradient(-45deg, transparent 45%, currentColor 45% 55%, transparent 55%);
  }

  .problems {
    padding: 0 12px 8px;
    font-size: var(--small);
  }

  .problems summary {
    color: var(--ink);
  }

  .problems ul {
    display: grid;
    gap: 4px;
    max-height: 160px;
    margin-top: 4px;
    overflow: auto;
  }

  .switcher,
  .reader-bar {
    display: flex;
    flex: none;
    gap: 4px;
    padding: 6px 8px;
    border-bottom: 1px solid var(--rule);
    background: var(--sunken);
  }

  .switcher button {
    min-height: 28px;
    border-color: transparent;
    background: none;
  }

  .switcher [aria-pressed="true"] {
    border-color: var(--edge);
    background: var(--surface);
  }
`;
