/** How long idle time is waited for. */
const LATEST_MS = 500;

/** Does something when the page has nothing else to do. The function that is returned calls it off. */
export function whenIdle(work: () => void): () => void {
  // WebKit has no idle callbacks.
  if (typeof requestIdleCallback === "undefined") {
    const timer = setTimeout(work, 50);
    return () => clearTimeout(timer);
  }
  const request = requestIdleCallback(work, { timeout: LATEST_MS });
  return () => cancelIdleCallback(request);
}
