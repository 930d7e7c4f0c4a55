import { css } from "lit";

/** Forced colours, reduced motion, paper. */
export const media = css`
  @media (forced-colors: active) {
    .shape .fill {
      fill: CanvasText;
    }

    .shape .cut {
      stroke: Canvas;
    }

    mark {
      background: Mark;
      color: MarkText;
      forced-color-adjust: none;
    }

    .source[data-chosen],
    .reader .here {
      outline: 2px solid Highlight;
      outline-offset: -2px;
    }

    .nth {
      border: 1px solid;
    }

    .cross {
      background: none;
    }

    .cross::before {
      content: "×";
      font-size: var(--large);
      line-height: 12px;
    }
  }

  @media (prefers-reduced-motion: no-preference) {
    button,
    .button {
      transition:
        border-color 80ms,
        background-color 80ms;
    }
  }

  @media print {
    :host,
    :host([theme]) {
      color-scheme: light;
    }

    .root {
      padding: 0;
      background: none;
    }

    .columns {
      display: flex !important;
    }

    .answered .answer {
      order: -1 !important;
    }

    .tools,
    .copy,
    .export,
    .pane,
    .icon,
    .more-evidence,
    .proof,
    .privacy,
    .chevron {
      display: none !important;
    }

    .finding,
    .script,
    .excerpt {
      break-inside: avoid;
    }

    details::details-content {
      content-visibility: visible;
      block-size: auto;
    }

    a[href]::after {
      content: " (" attr(href) ")";
    }
  }
`;
