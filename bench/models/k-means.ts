import { numberColumns } from "../../src/core/matrix.ts";
import { type KMeansModel, kMeans } from "../../src/models/k-means/k-means.ts";
import { kindsOfCustomers, type Shared } from "../data.ts";
import type { Contest } from "../measure.ts";
import type { Peer } from "../peer.ts";

const [ROWS, COLS, GROUPS, ITERATIONS] = [1_000_000, 12, 8, 20];

/** K-means of a million rows from the same start, exactly 20 iterations. */
export function kMeansContest(peer: Peer, shared: Shared): Contest {
  const x = kindsOfCustomers(ROWS, 3);
  const start = Array.from({ length: GROUPS }, (_, g) =>
    Array.from(x.data.subarray(g * 1000 * COLS, (g * 1000 + 1) * COLS)),
  );
  const columns = numberColumns(Array.from({ length: COLS }, (_, c) => `c${c}`));
  const p = kMeans.check({ nClusters: GROUPS, init: start, maxIter: ITERATIONS, tol: 0 });
  const asked = { x: shared.write("k-means.x", x.data), cols: COLS, start, iterations: ITERATIONS };
  let model: KMeansModel | undefined;
  let theirs: number[] = [];
  const inertia = (centres: ArrayLike<number>) => {
    let sum = 0;
    for (let i = 0; i < ROWS; i++) {
      let least = Number.POSITIVE_INFINITY;
      for (let g = 0; g < GROUPS; g++) {
        let distance = 0;
        for (let j = 0; j < COLS; j++) distance += (x.data[i * COLS + j]! - centres[g * COLS + j]!) ** 2;
        least = Math.min(least, distance);
      }
      sum += least;
    }
    return sum;
  };
  return {
    name: `k-means 1M × ${COLS}, ${GROUPS} groups, ${ITERATIONS} iterations, same start`,
    peer: "scikit-learn lloyd",
    floor: 2,
    want: 4,
    ours: async () => {
      model = await kMeans.fit({ x, columns }, p, { seed: 1, threads: 2 });
    },
    theirs: async () => {
      const answer = await peer.ask("k-means", asked);
      theirs = answer.centres as number[];
      return answer;
    },
    quality: async () => {
      const [own, other] = [inertia(model!.centres), inertia(theirs)];
      return `inertia apart by ${(Math.abs(own - other) / other).toExponential(1)}, ${model!.nIter} iterations`;
    },
  };
}
