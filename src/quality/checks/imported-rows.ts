import type { Finding } from "../finding.ts";
import { makeFinding } from "../make-finding.ts";
import type { Shop } from "../shop.ts";

interface Imported {
  readonly table: string;
  readonly received: number;
  readonly duplicates: number;
  readonly rejected: number;
  readonly report: string;
}

const MANY_REJECTED = 0.05;
const SOME_REJECTED = 0.005;

/** Rows that were received and not stored: exact duplicates and what could not be read. */
export async function importedRows(shop: Shop): Promise<Finding[]> {
  const imports = await shop.reader.rows<Imported>(
    'SELECT table_name AS "table", received, duplicates, rejected, report FROM imports ORDER BY import_id',
  );
  const byTable = Map.groupBy(imports, (i) => i.table);
  return [...byTable].flatMap(([table, of]) => {
    const sum = (what: "received" | "duplicates" | "rejected") => of.reduce((s, i) => s + i[what], 0);
    const received = sum("received");
    const out: Finding[] = [];
    const rejected = sum("rejected");
    const share = rejected / received;
    if (rejected > 0) {
      const severity = share > MANY_REJECTED ? "error" : share > SOME_REJECTED ? "warning" : "info";
      out.push(
        makeFinding(shop, "rejected-rows", { severity, table, count: rejected, share, data: { received } }),
      );
    }
    const duplicates = sum("duplicates");
    if (duplicates > 0) {
      const amount = of.reduce((s, i) => s + duplicatesAmount(i.report), 0);
      out.push(
        makeFinding(shop, "exact-duplicates", {
          severity: "info",
          table,
          count: duplicates,
          share: duplicates / received,
          ...(amount === 0 ? {} : { amountMinor: amount, wording: "withAmount" }),
          data: { received },
        }),
      );
    }
    return out;
  });
}

/** The value of the duplicates as the import accounted for them. */
function duplicatesAmount(report: string): number {
  const { dispositions = [] } = JSON.parse(report) as {
    dispositions?: { what: { code: string }; amountMinor?: number }[];
  };
  return dispositions
    .filter((d) => /duplicate/i.test(d.what.code))
    .reduce((sum, d) => sum + (d.amountMinor ?? 0), 0);
}
