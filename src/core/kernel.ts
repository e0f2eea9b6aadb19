import { readFileSync } from "node:fs";
import { join } from "node:path";

const compiled = new Map<string, WebAssembly.Module>();

/** The compiled WASM module of `kernels/<name>.ts` (built by `npm ci`); every one imports `env.memory` (shared). */
export function kernelModule(name: string): WebAssembly.Module {
  let module = compiled.get(name);
  if (!module) {
    const file = join(import.meta.dirname, "..", "..", "kernels", "build", `${name}.wasm`);
    module = new WebAssembly.Module(readFileSync(file));
    compiled.set(name, module);
  }
  return module;
}
