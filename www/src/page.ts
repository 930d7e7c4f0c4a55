// The hosted page and the offline file: the element, as large as the window.

import "./define.js";
import { carriesFiles } from "./files.js";
import { whenIdle } from "./idle.js";
import { pageStyles } from "./styles/page.js";

document.adoptedStyleSheets = [...document.adoptedStyleSheets, pageStyles];

const doctor = document.querySelector("hybrid-tls-doctor");

if (doctor !== null) {
  // A drop beside the element would make the browser leave the page and show the file.
  document.addEventListener("dragover", (event) => {
    if (carriesFiles(event)) event.preventDefault();
  });
  document.addEventListener("drop", (event) => {
    if (event.defaultPrevented || event.dataTransfer === null || !carriesFiles(event)) return;
    event.preventDefault();
    void doctor.addDrop(event.dataTransfer);
  });

  addEventListener("beforeunload", (event) => {
    if (doctor.hasEvidence) event.preventDefault();
  });

  // In somebody else's page, whose visitors came to read, the first focus is waited for.
  if (doctor.mode === "full") whenIdle(() => doctor.prepare());

  // The ground below the element follows its colours.
  const followTheme = (): void => {
    const theme = doctor.getAttribute("theme");
    document.documentElement.style.colorScheme = theme === "light" || theme === "dark" ? theme : "light dark";
  };
  new MutationObserver(followTheme).observe(doctor, { attributeFilter: ["theme"] });
  followTheme();
}
