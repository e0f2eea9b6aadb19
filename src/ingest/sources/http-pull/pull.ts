import type { Source } from "../source.ts";
import type { HttpPullConfig } from "./config.ts";
export function httpPullSource(_n: string, _c: HttpPullConfig, _v: unknown, _f: string): Source {
  throw new Error("x");
}
