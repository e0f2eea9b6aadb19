import { KindredError } from "../../core/errors.ts";
import type { Writer } from "../../store/writer.ts";
import { reversePurchases } from "../load/reversals.ts";
import { endOrders } from "../load/whole-orders.ts";
import { literal } from "../sql.ts";
import type { PulledTable } from "./pulled-parquet.ts";

/** Where the key of a row of each table stands; customers and products stay, since facts of others name them. */
const keyOf: Readonly<Record<string, string>> = {
  messages: "message_id",
  reviews: "review_id",
  payments: "payment_id",
  loyalty: "entry_id",
};

/** Tables whose deleted rows are followed. */
export const followed: readonly string[] = ["orders", ...Object.keys(keyOf)];

/** Known rows from which on many gone at once are a sign of something else, and the share that is many. */
const [KNOWN, MANY] = [20, 0.5];

export interface Removal {
  readonly source: string;
  readonly table: string;
  readonly importId: number;
  readonly now: Date;
  /** The user knows that many rows are gone. */
  readonly accept: boolean;
}

/**
 * Follows deletions: an order that is gone is taken back from now on, any other row is taken out. Only what this source
 * stored is compared. Returns how many. @throws source-many-gone
 */
export async function removeGone(
  w: Writer,
  pulled: PulledTable,
  complete: boolean,
  removal: Removal,
): Promise<number> {
  const { source, table, importId, now } = removal;
  if (!followed.includes(table) || (!pulled.gone && !complete)) return 0;
  const key = table === "orders" ? "order_id" : keyOf[table]!;
  const standing = table === "orders" ? "AND order_key NOT IN (SELECT order_key FROM ended_orders)" : "";
  const own = `SELECT DISTINCT ${key} AS grp FROM ${table}
    WHERE import_id IN (SELECT import_id FROM source_runs WHERE source = $1) AND ${key} IS NOT NULL ${standing}`;
  await w.run(
    `CREATE OR REPLACE TEMP TABLE gone_groups AS SELECT grp FROM (${own}) WHERE ${[
      pulled.gone ? `grp IN (SELECT grp FROM read_parquet(${literal(pulled.gone)}))` : "false",
      complete
        ? `grp NOT IN (SELECT grp FROM ${pulled.present ? `read_parquet(${literal(pulled.present)})` : "(SELECT '' AS grp)"})`
        : "false",
    ].join(" OR ")}`,
    [source],
  );
  const { gone } = await w.one<{ gone: number }>("SELECT count(*) AS gone FROM gone_groups");
  const { known } = await w.one<{ known: number }>(`SELECT count(*) AS known FROM (${own})`, [source]);
  if (complete && !removal.accept && known >= KNOWN && gone > MANY * known)
    throw new KindredError("source-many-gone", { source, gone, known });
  if (gone > 0 && table === "orders") {
    await w.run(`CREATE OR REPLACE TEMP TABLE ending AS
      SELECT order_key FROM orders SEMI JOIN gone_groups ON grp = order_id
      WHERE order_key NOT IN (SELECT order_key FROM ended_orders)`);
    await endOrders(w, importId, now);
    await reversePurchases(w, importId, false, now);
  } else if (gone > 0) await w.run(`DELETE FROM ${table} WHERE ${key} IN (SELECT grp FROM gone_groups)`);
  await w.run("DROP TABLE gone_groups");
  return gone;
}
