import { expect, test } from "vitest";
import { decodeState, encodeState } from "./state.ts";

test("every typed array comes back bit for bit, also from shared memory and from the middle of a buffer", () => {
  const shared = new Float32Array(new SharedArrayBuffer(12));
  shared.set([1.1, Number.NaN, -0]);
  const state = {
    kind: "x",
    nested: { doubles: Float64Array.from([0.1, 1e-300, Number.NEGATIVE_INFINITY]), shared },
    list: [Int32Array.from([-5, 2147483647]), new Uint8Array([1, 2, 3, 255]).subarray(1, 3)],
    plain: [1, "two", null, true],
  };
  const back = decodeState(encodeState(state));
  expect(back).toEqual({ ...state, nested: { ...state.nested, shared: Float32Array.from(shared) } });
});

test("what it cannot hold is refused, not lost", () => {
  expect(() => encodeState({ big: new BigInt64Array(2) })).toThrow(/BigInt64Array/);
});
