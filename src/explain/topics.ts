import type { Design } from "../core/matrix.ts";

const DEFAULT_CORRELATION = 0.9;
const SAMPLE_ROWS = 20_000;

/**
 * What each column is about: columns whose ranks go together (|Spearman correlation| at least `least`), and columns
 * whose names differ only in a window ("orders30Days", "orders90Days"), carry one name: that of the first of them. Reads at
 * most 20,000 rows.
 */
export function topicsOf(design: Design, least = DEFAULT_CORRELATION): string[] {
  const { x, columns } = design;
  const parent = columns.map((_, c) => c);
  const find = (c: number): number => (parent[c] === c ? c : find(parent[c]!));
  const join = (a: number, b: number) => {
    const [first, second] = [find(a), find(b)].sort((p, q) => p - q);
    parent[second!] = first!;
  };
  const stems = new Map<string, number>();
  columns.forEach(({ name }, c) => {
    const stem = withoutWindow(name);
    const before = stems.get(stem);
    if (before === undefined) stems.set(stem, c);
    else join(before, c);
  });
  const every = Math.max(1, Math.ceil(x.rows / SAMPLE_ROWS));
  const ranks = columns.map(({ kind }, c) =>
    kind === "number" ? centredRanks(design, c, every) : undefined,
  );
  for (let a = 0; a < columns.length; a++)
    for (let b = a + 1; b < columns.length; b++) {
      const [one, other] = [ranks[a], ranks[b]];
      if (one && other && find(a) !== find(b) && Math.abs(dot(one, other)) >= least) join(a, b);
    }
  return columns.map((_, c) => columns[find(c)]!.name);
}

/** A feature's name without its window: "orders30Days" → "orders", "spend_last_90d" → "spend". */
export function withoutWindow(name: string): string {
  const stem = name.replace(
    /_?([Ii]n|[Ll]ast|[Oo]ver)?_?\d+_?([Dd]ays?|[Ww]eeks?|[Mm]onths?|d)?(?=$|_|[A-Z])/g,
    "",
  );
  return stem === "" ? name : stem.replace(/_$/, "");
}

/** Ranks of a column (ties averaged, missing in the middle), centred, of length 1; undefined for a constant column. */
function centredRanks({ x }: Design, column: number, every: number): Float64Array | undefined {
  const rows = Math.ceil(x.rows / every);
  const values = Float64Array.from({ length: rows }, (_, i) => x.data[i * every * x.cols + column]!);
  const order = Uint32Array.from(values.keys())
    .filter((i) => !Number.isNaN(values[i]))
    .sort((a, b) => values[a]! - values[b]!);
  const ranks = new Float64Array(rows);
  for (let from = 0; from < order.length; ) {
    let to = from + 1;
    while (to < order.length && values[order[to]!] === values[order[from]!]) to++;
    for (let i = from; i < to; i++) ranks[order[i]!] = (from + to - order.length) / 2;
    from = to;
  }
  const length = Math.sqrt(dot(ranks, ranks));
  return length > 0 ? ranks.map((rank) => rank / length) : undefined;
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i]! * b[i]!;
  return sum;
}
