import type { Reader } from "../../src/store/reader.ts";

export interface DashboardPage {
  readonly name: string;
  readonly path: string;
}

/** Every page of the dashboard, with a customer and the goals this workspace has. */
export async function pagesOf(reader: Reader): Promise<DashboardPage[]> {
  const [customer] = await reader.rows<{ id: string }>(
    `SELECT c.customer_id AS id FROM customers c LEFT JOIN actions a USING (customer) LEFT JOIN rfm USING (customer)
     ORDER BY a.expected_margin_minor DESC NULLS LAST, rfm.monetary_minor DESC NULLS LAST, c.customer LIMIT 1`,
  );
  const goals = await reader.rows<{ goal: string }>("SELECT goal FROM goals ORDER BY created_at, goal");
  return [
    { name: "overview", path: "/" },
    { name: "segments", path: "/segments" },
    { name: "predictions", path: "/predictions" },
    ...goals.map(({ goal }) => ({
      name: `predictions-${goal}`,
      path: `/predictions/${encodeURIComponent(goal)}`,
    })),
    { name: "customers", path: "/customers" },
    ...(customer ? [{ name: "customer", path: `/customers/${encodeURIComponent(customer.id)}` }] : []),
    { name: "actions", path: "/actions" },
    { name: "data", path: "/data" },
    { name: "data-sources", path: "/data/sources" },
    { name: "data-import", path: "/data/import" },
    { name: "data-rejects", path: "/data/rejects" },
    { name: "data-identity", path: "/data/identity" },
    { name: "lost", path: "/nowhere" },
  ];
}
