import type { Writer } from "../../store/writer.ts";
import { type Lines, matchReversals, type Reversal } from "./match-reversals.ts";

/**
 * Takes back what open cancellation lines of goods cancel. `byAmount`: this import's rows count no pieces. Where a source
 * changes what is stored, `now` is when that is known: what an earlier cancellation takes back anew is known from then on.
 */
export async function reversePurchases(
  w: Writer,
  importId: number,
  byAmount: boolean,
  now?: Date,
): Promise<void> {
  const moment = now
    ? `TIMESTAMP '${now.toISOString().replace("T", " ").replace("Z", "")}'`
    : "NULL::TIMESTAMP";
  await w.run(`CREATE OR REPLACE TEMP TABLE open_cancellations AS
    SELECT l.line_key, l.order_key, l.customer, coalesce(l.product, 0) AS product,
      CASE WHEN l.known_at IS NOT DISTINCT FROM ${moment} THEN l.ordered_at ELSE l.known_at END AS known_at,
      -l.quantity_milli - coalesce(r.quantity, 0) AS quantity, -l.amount_minor - coalesce(r.amount, 0) AS amount,
      l.import_id = ${importId} AND ${byAmount} AS by_amount, o.order_id
    FROM order_lines l JOIN orders o USING (order_key) LEFT JOIN (SELECT product, min(kind) AS kind FROM products GROUP BY product) p ON p.product = l.product
    LEFT JOIN (SELECT cancel_line_key, sum(quantity_milli)::BIGINT AS quantity, sum(amount_minor)::BIGINT AS amount
      FROM reversals WHERE cancel_line_key IS NOT NULL GROUP BY 1) r ON r.cancel_line_key = l.line_key
    ANTI JOIN ended_orders e ON e.order_key = l.order_key
    WHERE l.kind = 'cancellation' AND l.customer IS NOT NULL AND coalesce(p.kind, 'goods') = 'goods'
      AND (-l.quantity_milli > coalesce(r.quantity, 0) AND NOT (l.import_id = ${importId} AND ${byAmount})
        OR -l.amount_minor > coalesce(r.amount, 0) AND l.import_id = ${importId} AND ${byAmount})`);
  const cancels = await w.columns(`SELECT line_key, order_key, customer, product, known_at, quantity, amount,
      by_amount::INTEGER AS by_amount, order_id FROM open_cancellations ORDER BY line_key`);
  if (lengthOf(cancels.line_key) > 0) {
    const purchases = await w.columns(`
      SELECT l.line_key, l.order_key, l.customer, coalesce(l.product, 0) AS product, l.ordered_at AS known_at, o.order_id,
        l.quantity_milli - coalesce(r.quantity, 0) AS quantity, l.amount_minor - coalesce(r.amount, 0) AS amount
      FROM order_lines l JOIN orders o USING (order_key)
      SEMI JOIN open_cancellations c ON c.customer = l.customer AND c.product = coalesce(l.product, 0)
      LEFT JOIN (SELECT line_key, sum(quantity_milli)::BIGINT AS quantity, sum(amount_minor)::BIGINT AS amount
        FROM reversals GROUP BY 1) r ON r.line_key = l.line_key
      WHERE l.kind = 'goods' AND l.amount_minor - coalesce(r.amount, 0) > 0 ORDER BY l.line_key`);
    const orders = numberOrders([purchases.order_id, cancels.order_id] as (string | null)[][]);
    const flags = Array.from(cancels.by_amount as Float64Array, (f) => f === 1);
    await store(
      w,
      importId,
      moment,
      matchReversals(lines(purchases, orders[0]!), lines(cancels, orders[1]!), flags),
    );
  }
  await w.run("DROP TABLE open_cancellations");
}

/** Equal order numbers as equal numbers; a row without one has a number of its own. */
function numberOrders(columns: readonly (readonly (string | null)[])[]): Float64Array[] {
  const known = new Map<string, number>();
  let own = -1;
  return columns.map((column) =>
    Float64Array.from(column, (id) => {
      if (id === null) return own--;
      const n = known.get(id) ?? known.size;
      known.set(id, n);
      return n;
    }),
  );
}

function lines(c: Record<string, unknown>, order: Float64Array): Lines {
  const column = (name: string) => c[name] as Float64Array;
  return {
    line: column("line_key"),
    order,
    customer: column("customer"),
    product: column("product"),
    at: column("known_at"),
    quantity: column("quantity"),
    amount: column("amount"),
  };
}

const lengthOf = (column: unknown) => (column as Float64Array).length;

const BATCH = 20_000;

async function store(
  w: Writer,
  importId: number,
  moment: string,
  reversals: readonly Reversal[],
): Promise<void> {
  for (let i = 0; i < reversals.length; i += BATCH) {
    const part = reversals.slice(i, i + BATCH);
    const list = (of: (r: Reversal) => number) => part.map(of).join(",");
    await w.run(
      `INSERT INTO reversals
       SELECT p.order_key, p.line_key, p.customer, p.product, p.ordered_at,
         greatest(c.known_at, p.known_at, CASE WHEN c.import_id <> $5 THEN ${moment} END), m.quantity, m.amount, c.line_key, $5
       FROM (SELECT unnest(string_split($1, ',')::BIGINT[]) AS purchase, unnest(string_split($2, ',')::BIGINT[]) AS cancellation,
           unnest(string_split($3, ',')::BIGINT[]) AS quantity, unnest(string_split($4, ',')::BIGINT[]) AS amount) m
       JOIN order_lines p ON p.line_key = m.purchase JOIN order_lines c ON c.line_key = m.cancellation`,
      [
        list((r) => r.purchase),
        list((r) => r.cancellation),
        list((r) => r.quantityMilli),
        list((r) => r.amountMinor),
        importId,
      ],
    );
  }
}
