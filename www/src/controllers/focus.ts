import type { LitElement } from "lit";

/** What a selector finds in an element's own tree. */
export function query(host: LitElement, selector: string): HTMLElement | null {
  return host.renderRoot.querySelector<HTMLElement>(selector);
}

/** Moves the focus to what a selector finds once the element has drawn its present state. */
export async function focusAfterUpdate(
  host: LitElement,
  selector: string,
  block: ScrollLogicalPosition,
): Promise<void> {
  host.requestUpdate();
  await host.updateComplete;
  const target = query(host, selector);
  target?.scrollIntoView({ block });
  target?.focus({ preventScroll: true });
}
