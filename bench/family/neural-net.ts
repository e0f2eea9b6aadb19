import { numberColumns } from "../../src/core/matrix.ts";
import { type NeuralNetModel, neuralNet } from "../../src/models/neural-net/neural-net.ts";
import { outcomes, type Shared } from "../data.ts";
import type { Contest } from "../measure.ts";
import type { Peer } from "../peer.ts";

const [ROWS, LATER, COLS] = [200_000, 50_000, 30];

/** A neural net of 64 and 32 hidden units, exactly 10 passes; scaling counted for both. */
export function neuralNetContest(peer: Peer, shared: Shared): Contest {
  const { x, y } = outcomes(ROWS + LATER, 9);
  const asked = {
    x: shared.write("net.x", x.data),
    y: shared.write("net.y", Float32Array.from(y)),
    cols: COLS,
    rows: ROWS,
    epochs: 10,
  };
  const columns = numberColumns(Array.from({ length: COLS }, (_, c) => `c${c}`));
  const part = (from: number, rows: number) => ({
    x: { rows, cols: COLS, data: x.data.subarray(from * COLS, (from + rows) * COLS) },
    y: y.subarray(from, from + rows),
    columns,
  });
  const p = neuralNet.check({ maxIter: asked.epochs, validationFraction: 0 });
  let model: NeuralNetModel | undefined;
  return {
    name: `neural net 200k × ${COLS}, 64-32, ${asked.epochs} passes`,
    peer: "scikit-learn MLPClassifier",
    floor: 1,
    want: 2,
    ours: async () => {
      model = await neuralNet.fit(part(0, ROWS), p, { seed: 1, threads: 2 });
    },
    theirs: () => peer.ask("neural-net", asked),
    quality: async () => {
      const later = part(ROWS, LATER);
      const probability = await model!.predict(later);
      let loss = 0;
      probability.forEach((q, i) => {
        loss -= Math.log(later.y[i] === 1 ? q : 1 - q) / LATER;
      });
      const theirs = await peer.ask("later-quality", asked);
      return `log-loss ${loss.toFixed(6)}, scikit-learn ${Number(theirs.logLoss).toFixed(6)}`;
    },
  };
}
