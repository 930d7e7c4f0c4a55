// `hybrid-tls-doctor/inline`: the WebAssembly is part of the script; nothing is loaded.

import { initSync } from "bundled:core";
import wasm from "bundled:wasm";

initSync({ module: wasm as BufferSource });

export * from "./examination.js";
