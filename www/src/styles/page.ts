const sheet = new CSSStyleSheet();

// The ground is the element's own, so that nothing shows through.
sheet.replaceSync(`
  html {
    color-scheme: light dark;
    background: light-dark(#f4f5f7, #14171c);
    scrollbar-gutter: stable;
  }
  body { margin: 0; }
  main { max-width: 1720px; margin: 0 auto; }
  hybrid-tls-doctor { min-height: 100vh; }
  hybrid-tls-doctor:not(:defined) { display: block; max-width: 880px; margin: 0 auto; padding: 24px; font: 15px/1.5 system-ui, sans-serif; }
  .brand h1 { margin: 0; font: 650 22px/1.3 system-ui, "Segoe UI", sans-serif; letter-spacing: -0.01em; }
  .brand { flex: 1 1 240px; }
  .brand p { margin: 0; color: light-dark(#545c69, #a3abb9); font: 15px/1.5 system-ui, "Segoe UI", sans-serif; }
`);

export const pageStyles = sheet;
