import fc from "fast-check";
import { expect, test } from "vitest";
import { type Lines, matchReversals } from "./match-reversals.ts";

interface Line {
  readonly order?: number;
  readonly customer?: number;
  readonly product?: number;
  readonly at: number;
  readonly quantity: number;
  readonly amount: number;
}

function columns(lines: readonly Line[], firstKey: number): Lines {
  const column = (of: (l: Line, i: number) => number) => Float64Array.from(lines, of);
  return {
    line: column((_, i) => firstKey + i),
    order: column((l, i) => l.order ?? -firstKey - i),
    customer: column((l) => l.customer ?? 1),
    product: column((l) => l.product ?? 1),
    at: column((l) => l.at),
    quantity: column((l) => l.quantity),
    amount: column((l) => l.amount),
  };
}

const match = (purchases: readonly Line[], cancels: readonly Line[], byAmount = false) =>
  matchReversals(
    columns(purchases, 1),
    columns(cancels, 101),
    cancels.map(() => byAmount),
  ).map((r) => [r.purchase, r.cancellation, r.quantityMilli, r.amountMinor]);

test("the latest purchase that has enough left, before an even later one that has not", () => {
  const bought = [
    { at: 1, quantity: 5000, amount: 500 },
    { at: 2, quantity: 5000, amount: 500 },
    { at: 3, quantity: 1000, amount: 100 },
  ];
  expect(match(bought, [{ at: 4, quantity: 4000, amount: 400 }])).toEqual([[2, 101, 4000, 400]]);
});

test("several, the latest first, where none has enough; not more than was bought; nothing bought later", () => {
  const bought = [
    { at: 1, quantity: 2000, amount: 200 },
    { at: 2, quantity: 3000, amount: 301 },
    { at: 9, quantity: 9000, amount: 900 },
  ];
  expect(match(bought, [{ at: 4, quantity: 8000, amount: 800 }])).toEqual([
    [2, 101, 3000, 301],
    [1, 101, 2000, 200],
  ]);
});

test("a purchase of the same order first", () => {
  const bought = [
    { order: 7, at: 1, quantity: 1000, amount: 100 },
    { order: 8, at: 2, quantity: 1000, amount: 100 },
  ];
  expect(match(bought, [{ order: 7, at: 3, quantity: 1000, amount: 100 }])).toEqual([[1, 101, 1000, 100]]);
});

test("thirds of a price add up to the price", () => {
  const cancels = [4, 5, 6].map((at) => ({ at, quantity: 1000, amount: 33 }));
  expect(match([{ at: 1, quantity: 3000, amount: 100 }], cancels).map((r) => r[3])).toEqual([33, 34, 33]);
});

test("by money, where the file counts no pieces", () => {
  expect(
    match(
      [{ at: 1, quantity: 1000, amount: 100 }],
      [
        { at: 2, quantity: 1000, amount: 30 },
        { at: 3, quantity: 1000, amount: 90 },
      ],
      true,
    ),
  ).toEqual([
    [1, 101, 0, 30],
    [1, 102, 1000, 70],
  ]);
});

test("never more than a purchase or a cancellation has, and only of the same customer and product", () => {
  const line = fc.record({
    order: fc.integer({ min: 1, max: 5 }),
    customer: fc.integer({ min: 1, max: 2 }),
    product: fc.integer({ min: 0, max: 2 }),
    at: fc.integer({ min: 1, max: 20 }),
    quantity: fc.integer({ min: 1, max: 9000 }),
    amount: fc.integer({ min: 1, max: 100_000 }),
  });
  fc.assert(
    fc.property(
      fc.array(line, { maxLength: 15 }),
      fc.array(line, { maxLength: 15 }),
      fc.boolean(),
      (bought, cancels, byAmount) => {
        const left = bought.map((b) => ({ quantity: b.quantity, amount: b.amount }));
        const need = cancels.map((c) => (byAmount ? c.amount : c.quantity));
        for (const [p, c, q, a] of match(bought, cancels, byAmount) as [number, number, number, number][]) {
          const [purchase, cancel] = [bought[p - 1]!, cancels[c - 101]!];
          expect([purchase.customer, purchase.product]).toEqual([cancel.customer, cancel.product]);
          expect(purchase.at).toBeLessThanOrEqual(cancel.at);
          left[p - 1]!.quantity -= q;
          left[p - 1]!.amount -= a;
          need[c - 101]! -= byAmount ? a : q;
        }
        for (const l of left) {
          expect(l.quantity).toBeGreaterThanOrEqual(0);
          expect(l.amount).toBeGreaterThanOrEqual(0);
          if (l.quantity === 0) expect(l.amount).toBe(0);
        }
        for (const n of need) expect(n).toBeGreaterThanOrEqual(0);
      },
    ),
    { numRuns: 300 },
  );
});
