import { expect, test } from "vitest";
import type { ProofReport } from "../../validate/report.ts";
import { rightWarnings } from "./risk.ts";

/** 1,000 customers of whom 400 left; the first tenth held 90 of them, the first fifth 160. */
const proof = {
  proofs: [
    {
      cutOff: "2025-01-01",
      outcomeUntil: "2025-04-01",
      customers: 1000,
      actual: 400,
      lift: [
        { share: 0.1, caught: 90 / 400 },
        { share: 0.2, caught: 160 / 400 },
        { share: 1, caught: 1 },
      ],
    },
  ],
} as unknown as ProofReport;

test.each([
  [0.1, 0.9],
  [0.2, 0.8],
  [0.15, 125 / 150],
  [0.05, 0.9],
  [1, 0.4],
])("of the first %d of the list, %d were rightly warned of", (share, right) => {
  expect(rightWarnings(proof, share)?.share).toBeCloseTo(right, 12);
});

test("it says of how many, when, and how many left anyway", () => {
  expect(rightWarnings(proof, 0.2)).toMatchObject({
    of: 200,
    baseRate: 0.4,
    from: "2025-01-01",
    until: "2025-04-01",
  });
});

test("without a proof or without warnings nothing is said", () => {
  expect(rightWarnings({ proofs: [] } as unknown as ProofReport, 0.2)).toBeNull();
  expect(rightWarnings(proof, 0)).toBeNull();
});
