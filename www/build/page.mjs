// The pages: a template, its script outside or inside, and the policy that fits.

import { hash, policy } from "./policy.mjs";

// Inside the page, so that no browser asks the server for an icon.
const ICON =
  `<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 16 16'><rect width='16' height='16' rx='3' fill='#1f5fbf'/>` +
  `<path d='M3 5h10v6.5H3zM3 5l5 4 5-4' fill='none' stroke='#fff' stroke-width='1.3' stroke-linejoin='round'/></svg>`;

/** The page with its script beside it. */
export function hostedPage(template, { scriptName, trusted }) {
  const script = `<script type="module" src="./${scriptName}"></script>`;
  return fill(template, script, { scripts: ["'self'"], images: ["data:"], trusted });
}

/** The page with its script in it, for `file:` and for frames without an origin of their own. */
export function singlePage(template, { script, trusted }) {
  // In HTML these two would end the script, or change how its end is looked for.
  const inline = script.replaceAll("<!--", "\\x3C!--").replaceAll(/<\/script/gi, "<\\/script");
  return fill(template, `<script type="module">${inline}</script>`, {
    scripts: [hash(inline)],
    images: ["data:"],
    trusted,
  });
}

/** Fills the places of a template, each of which stands there once, as a comment. */
function fill(template, script, sources) {
  const content = policy(sources);
  const parts = {
    // First in the head: a policy covers only what comes after it.
    policy: `<meta http-equiv="Content-Security-Policy" content="${content}" />`,
    assets: `<link rel="icon" href="data:image/svg+xml,${encodeURIComponent(ICON)}" />`,
    script,
  };
  let html = template;
  for (const [name, part] of Object.entries(parts)) {
    const [before, after, ...more] = html.split(`<!-- ${name} -->`);
    if (after === undefined || more.length > 0) throw new Error(`a template needs one <!-- ${name} -->`);
    html = before + part + after;
  }
  return { html, policy: content };
}
