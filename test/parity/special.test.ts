import { describe, expect, test } from "vitest";
import { incompleteBeta } from "../../src/models/special/incomplete-beta.ts";
import { upperGamma } from "../../src/models/special/incomplete-gamma.ts";
import {
  digamma,
  digammaRise,
  logGamma,
  logGammaRise,
  trigamma,
} from "../../src/models/special/log-gamma.ts";
import golden from "./golden/special.json" with { type: "json" };

describe(`special functions beside ${golden.package} ${golden.version}`, () => {
  const cases: [string, (...args: number[]) => number, number[][]][] = [
    ["logGamma", (z) => logGamma(z!), golden.logGamma],
    ["digamma", (z) => digamma(z!), golden.digamma],
    ["trigamma", (z) => trigamma(z!), golden.trigamma],
    ["logGammaRise", (z, s) => logGammaRise(z!, s!), golden.logGammaRise],
    ["digammaRise", (z, s) => digammaRise(z!, s!), golden.digammaRise],
    ["incompleteBeta", (a, b, x) => incompleteBeta(a!, b!, x!, 1 - x!), golden.incompleteBeta],
    ["upperGamma", (a, x) => upperGamma(a!, x!), golden.upperGamma],
  ];
  test.each(cases)("%s", (name, f, values) => {
    for (const row of values) {
      const expected = row.at(-1)!;
      const found = f(...row.slice(0, -1));
      // Relative, but for values near 0 beside the terms they are made of, and for what is not far from 1.
      const error =
        Math.abs(found - expected) / Math.max(Math.abs(expected), name.startsWith("log") ? 1e-2 : 1e-6);
      expect(error, `${name}(${row.slice(0, -1).join(", ")}) = ${expected}`).toBeLessThan(1e-11);
    }
  });
});
