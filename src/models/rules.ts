import { KindredError } from "../core/errors.ts";

/** What a parameter may be: the words for it, and whether a value holds. */
export type Rule = readonly [allowed: string, holds: (value: unknown) => boolean];

export const number = (allowed: string, holds: (value: number) => boolean): Rule => [
  allowed,
  (value) => typeof value === "number" && Number.isFinite(value) && holds(value),
];

export const whole = (low: number, high: number): Rule =>
  number(`a whole number, ${low} … ${high}`, (v) => Number.isInteger(v) && v >= low && v <= high);

export const notNegative: Rule = number("0 or more", (v) => v >= 0);
export const positive: Rule = number("above 0", (v) => v > 0);
export const flag: Rule = ["true, false", (v) => typeof v === "boolean"];

export const oneOf = (...values: readonly string[]): Rule => [
  values.join(", "),
  (v) => typeof v === "string" && values.includes(v),
];

/**
 * `given` with the defaults filled in. Throws `bad-parameter` (name, value, allowed) for a value against its rule
 * and for a name that has no rule; `undefined` counts as not given.
 */
export function checkParameters<P extends object>(
  defaults: P,
  rules: Readonly<Record<keyof P, Rule>>,
  given: Partial<P>,
): P {
  const known: Partial<P> = {};
  for (const [key, value] of Object.entries(given)) {
    const name = key as keyof P;
    if (!Object.hasOwn(rules, key)) throw badParameter(key, value, `one of ${Object.keys(rules).join(", ")}`);
    if (value === undefined) continue;
    const [allowed, holds] = rules[name];
    if (!holds(value)) throw badParameter(key, value, allowed);
    known[name] = value as P[keyof P];
  }
  return Object.freeze({ ...defaults, ...known });
}

export function badParameter(name: string, value: unknown, allowed: string): KindredError {
  const shown = typeof value === "object" ? JSON.stringify(value) : String(value);
  return new KindredError("bad-parameter", { name, value: shown, allowed });
}
