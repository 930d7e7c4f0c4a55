import { css } from "lit";

/** The lanes, what is fine, what is undecided. */
export const answer = css`
  .lanes {
    display: grid;
    overflow: hidden;
    border: 1px solid var(--rule);
    border-radius: var(--radius);
    background: var(--surface);
  }

  .lane {
    display: flex;
    flex-direction: column;
    gap: 8px;
    padding: 16px;
  }

  .lane + .lane {
    border-top: 1px solid var(--rule);
  }

  .lane p {
    max-width: 72ch;
    overflow-wrap: anywhere;
  }

  .route {
    display: flex;
    align-items: center;
    gap: 8px;
    font-weight: 600;
    font-size: var(--small);
  }

  .end {
    flex: none;
  }

  .wire {
    position: relative;
    flex: 1 1 16px;
    min-width: 8px;
    max-width: 96px;
    border-top: 2px solid var(--lane);
  }

  .arrow::after {
    content: "";
    position: absolute;
    top: -5px;
    inset-inline-end: 0;
    width: 7px;
    height: 7px;
    border: solid var(--lane);
    border-width: 2px 2px 0 0;
    rotate: 45deg;
  }

  .state {
    display: inline-flex;
    flex: none;
    align-items: center;
    gap: 6px;
    color: var(--lane);
    font-size: var(--text);
    font-weight: 650;
  }

  .state .shape {
    width: 20px;
    height: 20px;
  }

  .broken { --lane: var(--error); }
  .at-risk { --lane: var(--warning); }
  .healthy { --lane: var(--fine); }
  .lane.undecided { --lane: var(--open); }

  .lane.broken .arrow,
  .lane.undecided .wire {
    border-top-style: dashed;
  }

  .passed ul {
    columns: 2 320px;
    column-gap: 24px;
    margin-top: 8px;
    font-size: var(--small);
  }

  .passed li {
    display: flex;
    gap: 8px;
    padding: 3px 0;
    break-inside: avoid;
  }

  .passed .shape {
    margin-top: 2px;
    color: var(--fine);
  }

  .undecided .intro,
  .none {
    max-width: 72ch;
    color: var(--quiet);
  }

  .commands {
    display: grid;
    gap: 12px;
    margin-top: 8px;
  }

  .commands .script {
    margin: 0 0 4px;
  }

  .decided {
    padding: 4px 0 4px 20px;
    font-size: var(--small);
  }

  .export {
    position: relative;
  }

  .export > summary {
    padding: 4px 8px;
    font-weight: 500;
  }

  .export-menu {
    position: absolute;
    inset-inline-end: 0;
    z-index: 2;
    width: max-content;
    max-width: min(320px, 84cqi);
    padding: 12px 16px;
    border: 1px solid var(--edge);
    border-radius: var(--radius);
    background: var(--surface);
    box-shadow: 0 8px 24px rgb(0 0 0 / 18%);
    font-size: var(--small);
  }

  .export-menu ul {
    display: grid;
    gap: 8px;
    margin-bottom: 8px;
  }

  .export-menu li {
    display: flex;
    align-items: center;
    gap: 8px;
  }

  .export-menu li > span {
    flex: 1;
    font-weight: 600;
  }

  @container htd (min-width: 1560px) {
    .lanes {
      grid-template-columns: 1fr 1fr;
    }

    .lane + .lane {
      border-top: 0;
      border-inline-start: 1px solid var(--rule);
    }
  }

  /* One below the other, the lanes line up. */
  @container htd (640px <= width < 1560px) {
    .end:first-child {
      min-width: 112px;
    }
  }

  /* Where the lane does not fit beside its state, the state stands above it. */
  @container htd (max-width: 460px) {
    .route {
      flex-wrap: wrap;
    }

    .state {
      order: -1;
      flex-basis: 100%;
    }

    .wire:not(.arrow) {
      display: none;
    }

    .lane {
      padding: 12px;
    }

    .export {
      flex: 1 1 100%;
    }

    .export > summary {
      padding-inline: 0;
    }
  }
`;
