import { numberColumns } from "../../src/core/matrix.ts";
import { type ForestModel, forest } from "../../src/models/forest/forest.ts";
import { auc, rankByScore } from "../../src/validate/ranking.ts";
import { outcomes, type Shared } from "../data.ts";
import type { Contest } from "../measure.ts";
import type { Peer } from "../peer.ts";

const [ROWS, LATER, COLS] = [200_000, 50_000, 30];

/** A random forest of 100 trees; both on the same settings, AUC on rows neither has seen. */
export function forestContest(peer: Peer, shared: Shared): Contest {
  const { x, y } = outcomes(ROWS + LATER, 9);
  const asked = {
    x: shared.write("forest.x", x.data),
    y: shared.write("forest.y", Float32Array.from(y)),
    cols: COLS,
    rows: ROWS,
    trees: 100,
    minSamplesLeaf: 20,
  };
  const columns = numberColumns(Array.from({ length: COLS }, (_, c) => `c${c}`));
  const part = (from: number, rows: number) => ({
    x: { rows, cols: COLS, data: x.data.subarray(from * COLS, (from + rows) * COLS) },
    y: y.subarray(from, from + rows),
    columns,
  });
  const p = forest.check({ nEstimators: asked.trees, minSamplesLeaf: asked.minSamplesLeaf, maxDepth: null });
  let model: ForestModel | undefined;
  return {
    name: `random forest 200k × ${COLS}, ${asked.trees} trees`,
    peer: "scikit-learn",
    floor: 2,
    want: 5,
    ours: async () => {
      model = await forest.fit(part(0, ROWS), p, { seed: 1, threads: 2 });
    },
    theirs: () => peer.ask("forest", asked),
    quality: async () => {
      const later = part(ROWS, LATER);
      const own = auc(rankByScore(model!.probability(later)), later.y);
      const theirs = await peer.ask("later-quality", asked);
      return `AUC ${own.toFixed(4)}, scikit-learn ${Number(theirs.auc).toFixed(4)}`;
    },
  };
}
