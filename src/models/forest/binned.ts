import type { ColumnInfo, Matrix } from "../../core/matrix.ts";
import { binRows, findBins } from "../boosting/bins.ts";
import { MISSING } from "../boosting/job.ts";
import { Team } from "../threads/team.ts";

/** A design as bins: what trees that are not boosted grow on. */
export interface Binned {
  readonly rows: number;
  readonly cols: number;
  /** Row-major, `stride` bytes a row. Missing values, and categories beyond the 255 most frequent, are in bin 255. */
  readonly bins: Uint8Array;
  readonly stride: number;
  /** Bins of each column, missing not counted. */
  readonly counts: Int32Array;
  /** 0 number, 1 category. */
  readonly kinds: Uint8Array;
  /** Upper edges of a number column's bins; the last bin has none. */
  readonly edges: readonly Float32Array[];
  /** Code of each bin of a category column, null for numbers. */
  readonly codes: readonly (Int32Array | null)[];
}

/** Bins `x` by at most `maxBins` bins a number column (edges from at most 200,000 rows). */
export function binDesign(x: Matrix, columns: readonly ColumnInfo[], maxBins: number): Binned {
  const team = Team.alone("boosting");
  const binner = findBins(team, x, columns, maxBins);
  const { bins, stride } = binRows(team, binner, x, false);
  const codes = columns.map(({ kind }, c) => {
    if (kind === "number") return null;
    const table = new Uint8Array(team.memory.buffer, binner.tables.view[c]! >>> 0, binner.sizes.view[c]!);
    const code = new Int32Array(
      table.reduce((most, bin) => (bin === MISSING ? most : Math.max(most, bin + 1)), 0),
    );
    table.forEach((bin, at) => {
      if (bin !== MISSING) code[bin] = at;
    });
    return code;
  });
  return {
    rows: x.rows,
    cols: x.cols,
    bins: new Uint8Array(team.memory.buffer, bins >>> 0, x.rows * stride),
    stride,
    counts: Int32Array.from(columns, (_, c) => codes[c]?.length ?? binner.edgeCounts.view[c]! + 1),
    kinds: binner.kinds.view.slice(),
    edges: columns.map((_, c) => binner.edges.view.slice(c * 256, c * 256 + binner.edgeCounts.view[c]!)),
    codes,
  };
}
