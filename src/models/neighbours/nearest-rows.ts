import type { Matrix } from "../../core/matrix.ts";
import { Team } from "../threads/team.ts";
import { PointTree } from "./point-tree.ts";

/** Distances that are held in the team's memory at one time. */
const AT_ONCE = 2 ** 23;

/** The nearest rows of each asked one, nearest first; row-major asked × k. */
export interface NearestRows {
  readonly squared: Float64Array;
  readonly row: Int32Array;
}

/** The `k` nearest rows of `x` (at most its rows) of every row of `asked`, on the calling thread. All values are finite. */
export function nearestRows(x: Matrix, asked: Matrix, k: number): NearestRows {
  const squared = new Float64Array(asked.rows * k);
  const row = new Int32Array(asked.rows * k);
  const rows = Math.max(1, Math.floor(AT_ONCE / k));
  for (let first = 0; first < asked.rows; first += rows) {
    const some = Math.min(rows, asked.rows - first);
    const team = Team.alone("neighbours");
    const tree = new PointTree(team, x);
    // A tree of the asked rows lets those that lie together search together.
    const data = asked.data.subarray(first * asked.cols, (first + some) * asked.cols);
    const own = new PointTree(team, { rows: some, cols: asked.cols, data });
    const [distances, places] = [team.doubles(some * k), team.ints(some * k)];
    const args = [own.at, tree.at, k, distances.at, places.at];
    own.shareOut("nearest", args, own.firstLeaf, own.nodes);
    for (let p = 0, from = 0; p < some; p++)
      for (let to = (first + own.order[p]!) * k, end = to + k; to < end; to++, from++) {
        squared[to] = distances.view[from]!;
        row[to] = tree.order[places.view[from]!]!;
      }
  }
  return { squared, row };
}
