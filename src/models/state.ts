import { KindredError } from "../core/errors.ts";
import type { ModelState } from "./estimator.ts";

/** Throws `model-version` unless `state` was saved by this kind of model in this format. */
export function checkState(state: ModelState, kind: string, version: number): void {
  if (state.kind !== kind || state.version !== version)
    throw new KindredError("model-version", {
      kind: String(state.kind),
      version: String(state.version),
      supported: `${kind} ${version}`,
    });
}

/** A saved array as Float64Array, whether it comes as typed array or as plain numbers (after JSON). */
export function doubles(value: unknown): Float64Array {
  if (value instanceof Float64Array) return value.slice();
  if (Array.isArray(value)) return Float64Array.from(value, (v) => (v === null ? Number.NaN : Number(v)));
  if (typeof value === "object" && value !== null) return Float64Array.from(Object.values(value), Number);
  throw new KindredError("model-version", { kind: "array", version: typeof value, supported: "numbers" });
}
