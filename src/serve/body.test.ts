import fc from "fast-check";
import { expect, test } from "vitest";
import { jsonDepth } from "./body.ts";

function depth(value: unknown): number {
  if (typeof value !== "object" || value === null) return 0;
  return 1 + Math.max(0, ...Object.values(value).map(depth));
}

test("the depth of a text is the depth of what it says", () => {
  fc.assert(
    fc.property(fc.jsonValue({ maxDepth: 6 }), (value) => {
      expect(jsonDepth(JSON.stringify(value), 1000)).toBe(depth(value));
    }),
  );
});

test("brackets in strings, behind quotes and backslashes too, are text", () => {
  expect(jsonDepth(String.raw`["[[[", "\"[[", "\\", {"}{": "]["}]`, 1000)).toBe(2);
});

test("it stops at the limit instead of counting on", () => {
  expect(jsonDepth("[".repeat(1_000_000), 64)).toBe(65);
});
