import { KindredError } from "../../core/errors.ts";
import type { Store } from "../../store/store.ts";
import type { Writer } from "../../store/writer.ts";
import { inTurn } from "../load/turn.ts";
import { addMerges } from "./add-merges.ts";

/** Two profiles by the ids of their customers. */
export interface Pair {
  readonly from: string;
  readonly into: string;
}

/**
 * A person says that two profiles are one: known from now on.
 * @throws unknown-customer, merge-impossible where one of them has joined another already
 */
export async function acceptMerge(
  store: Store,
  { from, into }: Pair,
  evidence: Readonly<Record<string, string | number>>,
  now: Date,
): Promise<void> {
  await decide(store, async (w) => {
    const [fromKey, intoKey] = [await keyOf(w, from), await keyOf(w, into)];
    const { joined } = await w.one<{ joined: boolean }>(
      "SELECT count(*) > 0 AS joined FROM merges WHERE from_customer = $1 AND undone_at IS NULL",
      [fromKey],
    );
    if (joined || fromKey === intoKey) throw new KindredError("merge-impossible", { from, into });
    const candidate = { from: fromKey, into: intoKey, knownAt: now, reason: "person", evidence } as const;
    const { merged } = await addMerges(w, [candidate]);
    if (merged === 0) throw new KindredError("merge-impossible", { from, into });
    await w.run("DELETE FROM merge_refusals WHERE from_customer = $1 AND into_customer = $2", [
      fromKey,
      intoKey,
    ]);
  });
}

/** A person says that two profiles are two people: they are not proposed again. */
export async function refuseMerge(store: Store, { from, into }: Pair, now: Date): Promise<void> {
  await decide(store, async (w) => {
    const keys = [await keyOf(w, from), await keyOf(w, into)];
    await w.run(
      `INSERT INTO merge_refusals SELECT $1, $2, $3, 'refused', '{}'
       WHERE NOT EXISTS (SELECT 1 FROM merge_refusals WHERE from_customer = $1 AND into_customer = $2)`,
      [...keys, now],
    );
  });
}

/**
 * Takes a merge apart, from now on: what was known before stays as it was.
 * @throws unknown-merge
 */
export async function undoMerge(store: Store, mergeId: number, now: Date): Promise<void> {
  await decide(store, async (w) => {
    const undone = await w.run("UPDATE merges SET undone_at = $2 WHERE merge_id = $1 AND undone_at IS NULL", [
      mergeId,
      now,
    ]);
    if (undone === 0) throw new KindredError("unknown-merge", { id: mergeId });
  });
}

/** Events merge profiles too, so a decision takes its turn with them. */
function decide(store: Store, work: (w: Writer) => Promise<void>): Promise<void> {
  return inTurn(store.workspace, () => store.write(work));
}

async function keyOf(w: Writer, customerId: string): Promise<number> {
  const [row] = await w.rows<{ customer: number }>("SELECT customer FROM customers WHERE customer_id = $1", [
    customerId,
  ]);
  if (!row) throw new KindredError("unknown-customer", { name: customerId });
  return row.customer;
}
