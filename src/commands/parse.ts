import { KindredError } from "../core/errors.ts";

/** `field=column,field=column` as an object; a comma inside a column name is written `\,`. */
export function parseMap(text: string): Record<string, string> {
  const out: Record<string, string> = {};
  for (const part of text.split(/(?<!\\),/)) {
    const at = part.indexOf("=");
    if (at < 1 || at === part.length - 1)
      throw new KindredError("bad-option", { option: "--map", value: part, allowed: "field=column" });
    out[part.slice(0, at).trim()] = part
      .slice(at + 1)
      .trim()
      .replaceAll("\\,", ",");
  }
  return out;
}

/** A horizon such as `90d`, `12w` or `90`, in days. */
export function parseDays(option: string, text: string): number {
  const m = /^(\d+)(d|w)?$/.exec(text.trim());
  const days = m ? Number(m[1]) * (m[2] === "w" ? 7 : 1) : 0;
  if (days < 1) throw new KindredError("bad-option", { option, value: text, allowed: "90d" });
  return days;
}

/** A whole number of at least `min`. */
export function parseWhole(option: string, text: string, min: number): number {
  const n = Number(text);
  if (!Number.isInteger(n) || n < min)
    throw new KindredError("bad-option", { option, value: text, allowed: `≥ ${min}` });
  return n;
}

/** A number above 0. */
export function parseAmount(option: string, text: string): number {
  const n = Number(text);
  if (!(n > 0 && Number.isFinite(n)))
    throw new KindredError("bad-option", { option, value: text, allowed: "> 0" });
  return n;
}

/** `a,b,c` as a list. */
export function parseList(text: string): string[] {
  return text
    .split(",")
    .map((s) => s.trim())
    .filter(Boolean);
}
