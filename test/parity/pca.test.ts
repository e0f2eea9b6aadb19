import { describe, expect, test } from "vitest";
import { fromRows, numberColumns } from "../../src/core/matrix.ts";
import { pca } from "../../src/models/pca/pca.ts";
import golden from "./golden/pca.json" with { type: "json" };

const data = { x: fromRows(golden.x), columns: numberColumns(["a", "b", "c", "d", "e", "f"]) };

describe(`principal axes beside ${golden.package} ${golden.version}`, () => {
  for (const g of golden.cases)
    test(JSON.stringify(g.parameters), async () => {
      const model = await pca.fit(data, pca.check(g.parameters), { seed: 1 });
      expect(model.explainedVariance.length).toBe(g.explainedVariance.length);
      const close = (found: ArrayLike<number>, expected: number[], tolerance: (e: number) => number) => {
        for (const [i, e] of expected.entries()) expect(Math.abs(found[i]! - e)).toBeLessThan(tolerance(e));
      };
      close(model.explainedVariance, g.explainedVariance, (e) => 1e-9 * e);
      close(model.explainedVarianceRatio, g.explainedVarianceRatio, (e) => 1e-9 * e);
      // Signs too.
      close(model.components, g.components.flat(), () => 1e-8);
      close(model.transform(data).x.data, g.scores.flat(), (e) => 1e-6 * Math.max(1, Math.abs(e)));
    });
});
