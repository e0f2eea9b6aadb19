import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

const { resolve } = createRequire(import.meta.url);

/** The compiled WASM module that an npm package keeps beside its script (`<script>_bg.wasm`, as wasm-bindgen writes it). */
export function packageModule(script: string): WebAssembly.Module {
  return new WebAssembly.Module(readFileSync(resolve(script).replace(/\.js$/, "_bg.wasm")));
}
