import { HybridTlsDoctor } from "./element.js";

export * from "./element.js";

if (customElements.get("hybrid-tls-doctor") === undefined) customElements.define("hybrid-tls-doctor", HybridTlsDoctor);

declare global {
  interface HTMLElementTagNameMap {
    "hybrid-tls-doctor": HybridTlsDoctor;
  }
}
