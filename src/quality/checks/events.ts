import type { Finding } from "../finding.ts";
import { makeFinding } from "../make-finding.ts";
import type { Shop } from "../shop.ts";

/** Events that should have become orders, reviews or payments and could not; devices that several people use. */
export async function events(shop: Shop): Promise<Finding[]> {
  const findings: Finding[] = [];
  const [refused] = await shop.reader.rows<{ n: number; rule: string; example: string }>(
    `SELECT (sum(count(*)) OVER ())::BIGINT AS n, rule, any_value(message_id) AS example FROM fact_refusals
     GROUP BY rule ORDER BY count(*) DESC, rule LIMIT 1`,
  );
  if (refused)
    findings.push(
      makeFinding(shop, "events-without-fact", {
        severity: "warning",
        table: "events",
        count: refused.n,
        data: { rule: refused.rule, example: refused.example },
      }),
    );
  const devices = await shop.reader.one<{ n: number }>(
    "SELECT count(DISTINCT from_customer) AS n FROM merge_refusals WHERE reason = 'shared-device'",
  );
  if (devices.n > 0)
    findings.push(
      makeFinding(shop, "shared-devices", { severity: "info", table: "customers", count: devices.n }),
    );
  return findings;
}
