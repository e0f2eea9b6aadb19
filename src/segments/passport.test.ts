import { readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { continuedGroups, optimalAssignment } from "./passport.ts";

const golden = JSON.parse(
  readFileSync(join(import.meta.dirname, "../../test/parity/golden/segments.json"), "utf8"),
) as { assignment: { gain: number[][]; total: number } };

const total = (gain: number[][], match: ArrayLike<number>) =>
  Array.from(match).reduce((sum, j, i) => sum + (j >= 0 ? gain[i]![j]! : 0), 0);

/** The best total by trying every assignment. */
function byTrying(gain: number[][], cols: number, row = 0, used = 0): number {
  if (row === gain.length) return 0;
  let best = gain.length > cols ? byTrying(gain, cols, row + 1, used) : 0;
  for (let j = 0; j < cols; j++) {
    if (used & (1 << j)) continue;
    best = Math.max(best, gain[row]![j]! + byTrying(gain, cols, row + 1, used | (1 << j)));
  }
  return best;
}

describe("passports", () => {
  test("the assignment is as good as SciPy's", () => {
    expect(total(golden.assignment.gain, optimalAssignment(golden.assignment.gain, 4))).toBeCloseTo(
      golden.assignment.total,
      12,
    );
  });

  test("no other assignment is better", () => {
    const matrix = fc.tuple(fc.integer({ min: 1, max: 5 }), fc.integer({ min: 1, max: 5 })).chain(([r, c]) =>
      fc.array(fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: c, maxLength: c }), {
        minLength: r,
        maxLength: r,
      }),
    );
    fc.assert(
      fc.property(matrix, (gain) => {
        const match = optimalAssignment(gain, gain[0]!.length);
        const taken = Array.from(match).filter((j) => j >= 0);
        expect(new Set(taken).size).toBe(taken.length);
        expect(total(gain, match)).toBeCloseTo(byTrying(gain, gain[0]!.length), 9);
      }),
    );
  });

  test("swapped labels are the same groups, a new group continues none", () => {
    const before = [0, 0, 0, 0, 1, 1, 1, 1, -1, -1, -1];
    const now = [1, 1, 1, 1, 0, 0, 0, 2, 2, 2, 2];
    expect(Array.from(continuedGroups(now, before, 3, 2))).toEqual([1, 0, -1]);
  });

  test("a group that shares little with every former one is new", () => {
    const before = Array.from({ length: 90 }, (_, i) => i % 9);
    const now = Array.from({ length: 90 }, (_, i) => Math.floor(i / 45));
    expect(Array.from(continuedGroups(now, before, 2, 9))).toEqual([-1, -1]);
  });
});
