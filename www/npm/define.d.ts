import type { HybridTlsDoctor, HybridTlsDoctorEvents } from "./element.js";

export * from "./element.js";

declare global {
  interface HTMLElementTagNameMap {
    "hybrid-tls-doctor": HybridTlsDoctor;
  }
  interface HTMLElementEventMap extends HybridTlsDoctorEvents {}
  interface DocumentEventMap extends HybridTlsDoctorEvents {}
}
