import { expect, test } from "vitest";
import { bandOf, chooseBands } from "./bands.ts";
import { percentiles } from "./percentiles.ts";

test("the first fifth is high, the lower half low", () => {
  const values = Float64Array.from({ length: 1000 }, (_, i) => i / 1000);
  const cuts = chooseBands(values);
  const count = (band: string) => values.filter((v) => bandOf(v, cuts) === band).length;
  expect([count("high"), count("medium"), count("low")]).toEqual([200, 300, 500]);
});

test("where all are alike nobody is high", () => {
  const cuts = chooseBands(new Float64Array(50).fill(0.3));
  expect(bandOf(0.3, cuts)).toBe("medium");
  expect(bandOf(0.2, cuts)).toBe("low");
});

test("percentile ranks run from 0 to 100, equal values share one, one alone stands in the middle", () => {
  expect(percentiles(Float64Array.of(5, 1, 9))).toEqual(Float64Array.of(50, 0, 100));
  expect(percentiles(Float64Array.of(2, 2, 2))).toEqual(Float64Array.of(50, 50, 50));
  expect(percentiles(Float64Array.of(7))).toEqual(Float64Array.of(50));
});
