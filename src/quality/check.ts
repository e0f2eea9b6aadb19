import type { Clock } from "../core/clock.ts";
import type { Reader } from "../store/reader.ts";
import { checks } from "./checks/index.ts";
import { withExample } from "./example.ts";
import { type Finding, type Readiness, severities, type TableQuality } from "./finding.ts";
import { readReadiness } from "./readiness/index.ts";
import { readShop } from "./shop.ts";
import { readTables } from "./tables.ts";

export interface QualityReport {
  readonly tables: readonly TableQuality[];
  /** What to mend first stands first. */
  readonly findings: readonly Finding[];
  readonly goals: readonly Readiness[];
}

/** Looks at everything stored and changes nothing. The clock only says how old the data are. */
export async function checkQuality(reader: Reader, { clock }: { clock: Clock }): Promise<QualityReport> {
  const shop = await readShop(reader, clock.now());
  const findings: Finding[] = [];
  for (const check of checks)
    for (const finding of await check(shop)) findings.push(await withExample(reader, finding));
  return {
    tables: await readTables(reader, findings),
    findings: findings.sort(byUrgency(shop.goodsMinor)),
    goals: await readReadiness(shop),
  };
}

/** By severity, then by the part of the value, else of the rows, it is about. */
function byUrgency(goodsMinor: number): (a: Finding, b: Finding) => number {
  const weight = ({ amountMinor, share }: Finding) =>
    amountMinor !== undefined && goodsMinor > 0 ? Math.abs(amountMinor) / goodsMinor : (share ?? 0);
  return (a, b) =>
    severities.indexOf(a.severity) - severities.indexOf(b.severity) ||
    weight(b) - weight(a) ||
    (a.code < b.code ? -1 : 1);
}
