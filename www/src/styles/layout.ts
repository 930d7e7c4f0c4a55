import { css } from "lit";

/** One column; from 1100 px on, evidence at the left and the answer at the right. */
export const layout = css`
  .root {
    display: flex;
    flex-direction: column;
    gap: 20px;
    padding: var(--htd-padding, 16px);
    background: var(--ground);
    scrollbar-color: var(--edge) transparent;
    position: relative;
  }

  .top {
    display: flex;
    flex-wrap: wrap;
    align-items: start;
    justify-content: space-between;
    gap: 16px;
  }

  /* Without a name of its own above it, the small form begins at its field. */
  .compact .top {
    margin-bottom: -20px;
  }

  .compact ::slotted([slot="intro"]) {
    margin-bottom: 20px;
  }

  .tools {
    display: flex;
    align-items: center;
    gap: 8px;
    margin-inline-start: auto;
  }

  .columns {
    display: flex;
    flex-direction: column;
    gap: 24px;
    reading-flow: flex-visual;
  }

  .empty .columns,
  .empty .top,
  .empty .foot,
  .empty .trouble {
    width: 100%;
    max-width: 880px;
    margin-inline: auto;
  }

  .answered .answer {
    order: -1;
  }

  .answer,
  .evidence-side {
    display: flex;
    flex-direction: column;
    gap: 12px;
    min-width: 0;
  }

  .answer {
    gap: 24px;
  }

  .side-head {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    justify-content: space-between;
    gap: 8px 16px;
    min-height: 32px;
  }

  .foot {
    display: flex;
    flex-direction: column;
    gap: 8px;
    padding-top: 16px;
    border-top: 1px solid var(--rule);
  }

  .build,
  .judged {
    color: var(--quiet);
    font-size: var(--small);
  }

  .trouble {
    display: flex;
    align-items: start;
    gap: 12px;
    padding: 12px 16px;
    border: 1px solid var(--warning);
    border-radius: var(--radius);
    background: var(--warning-soft);
  }

  .trouble > .shape {
    margin-top: 4px;
    color: var(--warning);
  }

  .trouble .quiet {
    font-size: var(--small);
  }

  .trouble.busy {
    align-items: center;
    justify-content: space-between;
    border-color: var(--rule);
    background: var(--surface);
  }

  .trouble.busy progress {
    flex: 1;
    accent-color: var(--accent);
  }

  .drop-here {
    position: absolute;
    inset: 8px;
    z-index: 3;
    display: grid;
    place-items: center;
    border: 2px dashed var(--accent);
    border-radius: 12px;
    background: color-mix(in srgb, var(--accent-soft) 88%, transparent);
    color: var(--ink);
    font-size: var(--title);
    font-weight: 600;
    text-align: center;
    pointer-events: none;
  }

  .drop-here p {
    position: sticky;
    inset-block: 40px;
    padding: 16px;
  }

  .proof dl {
    display: grid;
    gap: 4px 24px;
    max-width: 880px;
    padding: 12px 0 8px;
    font-size: var(--small);
  }

  .proof dt {
    font-weight: 600;
  }

  .proof dd {
    margin-bottom: 8px;
  }

  .canary {
    margin-inline-start: 8px;
  }

  @container htd (min-width: 640px) {
    .root {
      padding: var(--htd-padding, 24px);
    }

    .proof dl {
      grid-template-columns: max-content 1fr;
    }
  }

  @container htd (min-width: 1100px) {
    .answered.full .columns,
    .answered.viewer .columns {
      display: grid;
      grid-template-columns: minmax(0, 5fr) minmax(0, 7fr);
      gap: 32px;
      align-items: start;
      reading-flow: grid-columns;
    }

    .answered.full .answer,
    .answered.viewer .answer {
      order: 0;
    }

    .answered.full .evidence-side,
    .answered.viewer .evidence-side {
      position: sticky;
      top: var(--htd-sticky-top, 16px);
      max-height: calc(100vh - 32px);
    }

    .answered.full .pane,
    .answered.viewer .pane {
      flex: 1 1 auto;
      min-height: 160px;
    }

    .answered.full .reader,
    .answered.viewer .reader,
    .answered.full .field {
      flex: 1 1 auto;
      min-height: 0;
      max-height: none;
    }

    .answered.full .field {
      flex-basis: 56vh;
      resize: none;
    }

    .answered .sources {
      max-height: 38vh;
      overflow: auto;
    }
  }
`;
