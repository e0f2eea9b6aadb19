import { expect, test } from "vitest";
import { Random } from "../../core/random.ts";
import { sortedFloats } from "./sort-floats.ts";

test("sorts as the built-in sort does, at any length, with equal, tiny and negative values", () => {
  const random = new Random(3);
  const odd = [0, -0, 1e-45, -1e-45, 3.4028234663852886e38, -3.4028234663852886e38, 1, -1];
  for (const length of [0, 1, 2, 9, 5000]) {
    const values = Float32Array.from({ length }, () =>
      random.next() < 0.2 ? odd[random.int(odd.length)]! : random.normal() * 10 ** random.int(20),
    );
    const given = values.slice();
    expect(sortedFloats(values)).toEqual(values.toSorted());
    expect(values).toEqual(given);
  }
});
