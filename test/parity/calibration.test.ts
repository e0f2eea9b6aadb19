import { describe, expect, test } from "vitest";
import { fitIsotonic } from "../../src/models/calibration/isotonic.ts";
import { fitPlatt } from "../../src/models/calibration/platt.ts";
import golden from "./golden/calibration.json" with { type: "json" };

describe(`calibration beside ${golden.package} ${golden.version}`, () => {
  test.each(golden.cases.map((g, i) => [i, g] as const))("case %i", (_, g) => {
    const weight = g.weight && Float64Array.from(g.weight as number[]);
    const sample = {
      margin: Float64Array.from(g.margin),
      y: Float64Array.from(g.y),
      ...(weight && { weight }),
    };
    const platt = fitPlatt(sample);
    expect(platt.slope).toBeCloseTo(g.platt.slope, 4);
    expect(platt.intercept).toBeCloseTo(g.platt.intercept, 4);

    const isotonic = fitIsotonic(sample);
    // Where scikit-learn says 0 or 1 our rule for pure blocks applies instead: its curve counts from the first
    // to the last corner between them.
    const mixed = g.isotonic.at.filter((_, k) => g.isotonic.value[k]! > 0 && g.isotonic.value[k]! < 1);
    const corners = isotonic.apply(Float64Array.from(g.isotonic.at));
    g.isotonic.value.forEach((value, k) => {
      if (value > 0 && value < 1) expect(corners[k]).toBeCloseTo(value, 12);
      else expect(Math.abs(corners[k]! - value)).toBeLessThanOrEqual(0.5);
    });
    const found = isotonic.apply(Float64Array.from(g.at));
    const between = g.at.flatMap((at, i) => (at >= mixed[0]! && at <= mixed.at(-1)! ? [i] : []));
    expect(between.length).toBeGreaterThan(20);
    for (const i of between) expect(found[i]).toBeCloseTo(g.isotonic.predicted[i]!, 12);
  });
});
