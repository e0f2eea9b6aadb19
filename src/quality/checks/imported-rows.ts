import type { Finding } from "../finding.ts";
import { makeFinding } from "../make-finding.ts";
import type { Shop } from "../shop.ts";

interface Imported {
  readonly table: string;
  readonly received: number;
  readonly rejected: number;
  readonly report: string;
}

interface Told {
  readonly what: { readonly code: string };
  readonly rows: number;
  readonly amountMinor?: number;
}

const MANY_REJECTED = 0.05;
const SOME_REJECTED = 0.005;

/** Rows that were received and not stored: what could not be read, and exact copies of other rows of the same file. */
export async function importedRows(shop: Shop): Promise<Finding[]> {
  const imports = await shop.reader.rows<Imported>(
    'SELECT table_name AS "table", received, rejected, report FROM imports ORDER BY import_id',
  );
  const told = imports.map((i) => ({ ...i, dispositions: dispositionsOf(i.report) }));
  const first = told.filter(({ dispositions }) => !dispositions.some((d) => is(d, "sameFile")));
  return [...Map.groupBy(first, (i) => i.table)].flatMap(([table, of]) => {
    const received = of.reduce((sum, i) => sum + i.received, 0);
    const rejected = of.reduce((sum, i) => sum + i.rejected, 0);
    const out: Finding[] = [];
    if (rejected > 0) {
      const share = rejected / received;
      const severity = share > MANY_REJECTED ? "error" : share > SOME_REJECTED ? "warning" : "info";
      out.push(
        makeFinding(shop, "rejected-rows", { severity, table, count: rejected, share, data: { received } }),
      );
    }
    const doubles = of.flatMap((i) => i.dispositions.filter((d) => is(d, "doubles")));
    const rows = doubles.reduce((sum, d) => sum + d.rows, 0);
    if (rows > 0) {
      const amount = doubles.reduce((sum, d) => sum + (d.amountMinor ?? 0), 0);
      out.push(
        makeFinding(shop, "exact-duplicates", {
          severity: "info",
          table,
          count: rows,
          share: rows / received,
          ...(amount === 0 ? {} : { amountMinor: amount, wording: "withAmount" }),
          data: { received },
        }),
      );
    }
    return out;
  });
}

/** What the import said it did with its rows. */
function dispositionsOf(report: string): readonly Told[] {
  return (JSON.parse(report) as { dispositions?: readonly Told[] }).dispositions ?? [];
}

function is({ what }: Told, disposition: string): boolean {
  return what.code === `ingest.dispositions.${disposition}`;
}
