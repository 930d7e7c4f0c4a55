import { css } from "lit";

/**
 * Colours, sizes and fonts. A host changes those that begin with `--htd-`. The scheme is inherited, so that the
 * element is dark where a reader has switched the page to dark, whatever the browser prefers.
 */
export const tokens = css`
  :host {
    --ground: var(--htd-ground, light-dark(#f4f5f7, #14171c));
    --surface: var(--htd-surface, light-dark(#ffffff, #1c2027));
    --sunken: var(--htd-sunken, light-dark(#f7f8fa, #171a20));
    --ink: var(--htd-ink, light-dark(#191d24, #e7eaf0));
    --quiet: var(--htd-quiet, light-dark(#545c69, #a3abb9));
    --rule: var(--htd-rule, light-dark(#dadee5, #323843));
    --edge: var(--htd-edge, light-dark(#868e9b, #707a8a));
    --accent: var(--htd-accent, light-dark(#1555b0, #8cb8ff));
    --on-accent: var(--htd-on-accent, light-dark(#ffffff, #0d1b30));
    --accent-soft: light-dark(#e8f0fc, #1f2e47);

    --error: var(--htd-error, light-dark(#b4231a, #ff9389));
    --error-soft: light-dark(#fdeeec, #35201f);
    --warning: var(--htd-warning, light-dark(#875200, #f0b95b));
    --warning-soft: light-dark(#fdf3e1, #32291a);
    --note: var(--htd-note, light-dark(#44546a, #a9b9d0));
    --note-soft: light-dark(#eef1f6, #242a34);
    --fine: var(--htd-fine, light-dark(#186a3b, #77d39b));
    --fine-soft: light-dark(#e9f6ee, #1b2d23);
    --open: var(--htd-open, light-dark(#5a6270, #a8b0be));

    --mark: light-dark(#ffe27a, #6a5200);
    --mark-ink: light-dark(#241c00, #fff3cc);
    --mark-edge: light-dark(#9a7400, #ffd75e);

    --small: 13px;
    --text: 15px;
    --large: 17px;
    --title: 22px;
    --huge: 28px;

    --sans: var(--htd-sans, system-ui, "Segoe UI", Roboto, "Helvetica Neue", "Noto Sans", Arial, sans-serif);
    --mono: var(--htd-mono, "Cascadia Mono", "Cascadia Code", ui-monospace, "SF Mono", Menlo, Consolas, "DejaVu Sans Mono", monospace);
    --radius: var(--htd-radius, 8px);
  }

  :host([theme="light"]) {
    color-scheme: light;
  }

  :host([theme="dark"]) {
    color-scheme: dark;
  }
`;
