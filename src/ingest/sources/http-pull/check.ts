import type { CheckedSource } from "../add.ts";
import type { HttpPullConfig } from "./config.ts";
export function checkHttpPull(_n: string, config: HttpPullConfig, _v: unknown): CheckedSource {
  return { config, columns: [], mapping: [] };
}
