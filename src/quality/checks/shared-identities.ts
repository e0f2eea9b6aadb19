import type { Finding } from "../finding.ts";
import { makeFinding } from "../make-finding.ts";
import type { Shop } from "../shop.ts";

/** E-mail addresses and phone numbers of several customers who were not joined: one person under several numbers. */
export async function sharedIdentities(shop: Shop): Promise<Finding[]> {
  const { shared, customers, example } = await shop.reader.one<{
    shared: number;
    customers: number;
    example: string | null;
  }>(`WITH joined AS (SELECT from_customer, max(into_customer) AS into_customer FROM merges WHERE undone_at IS NULL GROUP BY 1),
    told AS (SELECT DISTINCT i.kind, i.value, coalesce(j.into_customer, i.customer) AS customer
      FROM identities i LEFT JOIN joined j ON j.from_customer = i.customer WHERE i.kind IN ('email', 'phone')),
    shared AS (SELECT kind, value, count(*) AS n, min(customer) AS first FROM told GROUP BY 1, 2 HAVING count(*) > 1)
    SELECT count(*) AS shared, coalesce(sum(n), 0)::BIGINT AS customers,
      (SELECT customer_id FROM customers WHERE customer = (SELECT min(first) FROM shared)) AS example
    FROM shared`);
  if (shared === 0) return [];
  return [
    makeFinding(shop, "shared-identities", {
      severity: "warning",
      table: "identities",
      column: "value",
      count: shared,
      share: Math.min(1, customers / Math.max(1, shop.customers)),
      example: example ?? "",
      data: { customers },
    }),
  ];
}
