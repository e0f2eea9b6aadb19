import { Store } from "../../src/store/store.ts";
import type { Shared } from "../data.ts";
import type { Contest } from "../measure.ts";
import type { Peer } from "../peer.ts";

const COLS = 12;
const columns = Array.from({ length: COLS }, (_, j) => {
  const value = `hash(i * ${COLS} + ${j}) % 100000`;
  // Of the kinds that feature tables have: amounts, counts, and some with gaps.
  if (j % 3 === 0) return `(${value})::BIGINT AS c${j}`;
  return j % 3 === 1 ? `(${value})::DOUBLE / 100 AS c${j}` : `nullif(${value}, 7)::DOUBLE AS c${j}`;
});
const statements = [`CREATE TABLE bench_matrix AS SELECT ${columns.join(", ")} FROM range(1000000) t(i)`];
const sql = "SELECT * FROM bench_matrix";

/** A million rows of 12 columns out of DuckDB into one row-major float32 matrix. */
export async function matrixContest(
  peer: Peer,
  shared: Shared,
): Promise<Contest & { close(): Promise<void> }> {
  const store = await Store.open({ workspace: shared.path("workspace") });
  // Both read the same table from a file of DuckDB, as it lies there.
  for (const statement of [...statements, "CHECKPOINT app"]) await store.build((w) => w.run(statement));
  await peer.ask("duckdb-open", { statements, file: shared.path("peer.duckdb") });
  let sums = { own: 0, theirs: 0, ownMissing: 0, theirMissing: 0 };
  return {
    name: `1M × ${COLS} from DuckDB to row-major float32`,
    peer: "Python fetchnumpy, stack, astype",
    floor: 2,
    want: 3,
    ours: async () => {
      const { x } = await store.matrix(sql);
      if (sums.own > 0) return;
      for (const value of x.data)
        if (Number.isNaN(value)) sums.ownMissing++;
        else sums.own += value;
    },
    theirs: async () => {
      const answer = await peer.ask("duckdb-matrix", { sql });
      sums = { ...sums, theirs: Number(answer.sum), theirMissing: Number(answer.missing) };
      return answer;
    },
    quality: async () => {
      const same = Math.abs(sums.own / sums.theirs - 1) < 1e-12 && sums.ownMissing === sums.theirMissing;
      return same ? "the same sum and gaps" : `NOT the same: ${JSON.stringify(sums)}`;
    },
    close: () => store.close(),
  };
}
