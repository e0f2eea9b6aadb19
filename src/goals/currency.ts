import type { Reader } from "../store/reader.ts";

/** The currency most orders are in; empty where none is known. */
export async function currencyOf(reader: Reader): Promise<string> {
  const [first] = await reader.rows<{ currency: string }>(
    "SELECT currency FROM orders WHERE currency IS NOT NULL GROUP BY 1 ORDER BY count(*) DESC, 1 LIMIT 1",
  );
  return first?.currency ?? "";
}
