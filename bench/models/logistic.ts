import { numberColumns } from "../../src/core/matrix.ts";
import { type LogisticModel, logistic } from "../../src/models/logistic/logistic.ts";
import { outcomes, type Shared } from "../data.ts";
import type { Contest } from "../measure.ts";
import type { Peer } from "../peer.ts";

const [ROWS, COLS] = [1_000_000, 30];

/** Scaling and logistic regression of a million rows; both are measured against the optimum by Newton in float64. */
export function logisticContest(peer: Peer, shared: Shared): Contest {
  const { x, y } = outcomes(ROWS, 5);
  const asked = {
    x: shared.write("logistic.x", x.data),
    y: shared.write("logistic.y", Float32Array.from(y)),
    cols: COLS,
    rows: ROWS,
    tol: 1e-4,
  };
  const data = { x, y, columns: numberColumns(Array.from({ length: COLS }, (_, c) => `c${c}`)) };
  let model: LogisticModel | undefined;
  let theirs: number[] = [];
  return {
    name: `logistic 1M × ${COLS}`,
    peer: "scikit-learn lbfgs",
    floor: 1,
    want: 3,
    ours: async () => {
      model = await logistic.fit(data, logistic.check({}), { seed: 1, threads: 2 });
    },
    theirs: async () => {
      const answer = await peer.ask("logistic", asked);
      theirs = answer.coefficients as number[];
      return answer;
    },
    quality: async () => {
      const exact = (await peer.ask("logistic-exact", asked)).coefficients as number[];
      const off = (found: readonly number[]) =>
        Math.max(...exact.map((value, i) => Math.abs(found[i]! - value))).toExponential(1);
      const own = [model!.intercept, ...model!.coefficients];
      return `largest distance from the optimum ${off(own)}, scikit-learn ${off(theirs)}`;
    },
  };
}
