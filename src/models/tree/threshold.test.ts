import fc from "fast-check";
import { expect, test } from "vitest";
import { middle, roundest, shortest } from "./threshold.ts";

test("the roundest number between two neighbours", () => {
  expect(roundest(30, 31)).toBe(30);
  expect(roundest(12, 40)).toBe(30);
  expect(roundest(31, 44)).toBe(40);
  expect(roundest(-3, 5)).toBe(0);
  expect(roundest(0.5, 0.75)).toBe(0.5);
  expect(roundest(4, 7)).toBe(5);
  expect(shortest(roundest(0.13, 0.34))).toBe(0.2);
  expect(shortest(roundest(-0.34, -0.13))).toBe(-0.2);
  expect(roundest(1999, 2400)).toBe(2000);
});

test("always low ≤ t < high, as float32, also at the ends of the numbers", () => {
  const float = fc.float({ noNaN: true });
  fc.assert(
    fc.property(float, float, (a, b) => {
      fc.pre(a !== b);
      const [low, high] = a < b ? [a, b] : [b, a];
      for (const t of [roundest(low, high), middle(low, high)]) {
        expect(Math.fround(t)).toBe(t);
        expect(Number.isFinite(t)).toBe(true);
        expect(t >= Math.max(low, -3.4028234663852886e38) && t < high).toBe(true);
      }
    }),
    { numRuns: 2000 },
  );
});

test("the shortest decimal is the same float32", () => {
  expect(shortest(Math.fround(0.3))).toBe(0.3);
  fc.assert(
    fc.property(fc.float({ noNaN: true, noDefaultInfinity: true }), (value) => {
      expect(Math.fround(shortest(value)) === value).toBe(true);
    }),
  );
});
