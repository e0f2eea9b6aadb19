import type { Writer } from "../../store/writer.ts";

/** Two profiles that are said to be one person. */
export interface Candidate {
  /** Key of the profile that joins the other. */
  readonly from: number;
  readonly into: number;
  readonly knownAt: Date;
  readonly reason: "identify" | "alias" | "person";
  readonly evidence: Readonly<Record<string, string | number>>;
}

interface Standing {
  readonly from: number;
  readonly into: number;
  readonly active: boolean;
}

/**
 * Merges profiles, in the order given, each from the moment it is known. A profile that has joined another is never given
 * to a third: a visitor's device that several people use stays with the first, and the others are noted. What a person has
 * taken apart is not put together again, unless by a person.
 */
export async function addMerges(
  w: Writer,
  candidates: readonly Candidate[],
): Promise<{ merged: number; refused: number }> {
  if (candidates.length === 0) return { merged: 0, refused: 0 };
  const standing = await mergesOf(w, [...new Set(candidates.map((c) => c.from))]);
  const parents = await rootsOf(w, [...new Set(candidates.flatMap((c) => [c.from, c.into]))]);
  const root = (customer: number): number => {
    let at = customer;
    for (let up = parents.get(at); up !== undefined; up = parents.get(at)) at = up;
    return at;
  };
  const { last } = await w.one<{ last: number }>("SELECT coalesce(max(merge_id), 0) AS last FROM merges");
  let merged = 0;
  let refused = 0;
  for (const { from, into, knownAt, reason, evidence } of candidates) {
    if (root(from) === root(into)) continue;
    const told = JSON.stringify(evidence);
    const undone = standing.some((s) => s.from === from && s.into === into && !s.active);
    if (undone && reason !== "person") continue;
    if (parents.has(from)) {
      const noted = await w.run(
        `INSERT INTO merge_refusals SELECT $1, $2, $3, 'shared-device', $4
         WHERE NOT EXISTS (SELECT 1 FROM merge_refusals WHERE from_customer = $1 AND into_customer = $2)`,
        [from, into, knownAt, told],
      );
      refused += noted;
      continue;
    }
    merged++;
    parents.set(from, into);
    await w.run("INSERT INTO merges VALUES ($1, $2, $3, $4, $5, $6, NULL)", [
      last + merged,
      from,
      into,
      knownAt,
      reason,
      told,
    ]);
  }
  return { merged, refused };
}

const listed = (keys: readonly number[]) => keys.join(",");

async function mergesOf(w: Writer, from: readonly number[]): Promise<Standing[]> {
  return w.rows<Standing>(
    `SELECT from_customer AS "from", into_customer AS "into", undone_at IS NULL AS active FROM merges
     WHERE from_customer IN (SELECT unnest(string_split($1, ',')::BIGINT[]))`,
    [listed(from)],
  );
}

/** Which profile each of these, and each of those they have joined, has joined. */
async function rootsOf(w: Writer, customers: readonly number[]): Promise<Map<number, number>> {
  const parents = new Map<number, number>();
  let open = customers;
  while (open.length > 0) {
    const rows = (await mergesOf(w, open)).filter((m) => m.active);
    for (const { from, into } of rows) parents.set(from, into);
    open = [...new Set(rows.map((r) => r.into))].filter((into) => !parents.has(into));
  }
  return parents;
}
