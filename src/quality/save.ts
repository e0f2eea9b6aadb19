import type { Clock } from "../core/clock.ts";
import type { Store } from "../store/store.ts";
import { checkQuality, type QualityReport } from "./check.ts";

/** Checks the data and puts what was found in place of the findings stored before, in one transaction. */
export async function saveFindings(store: Store, clock: Clock): Promise<QualityReport> {
  const report = await checkQuality(store, { clock });
  await store.write(async (w) => {
    await w.run("DELETE FROM findings");
    for (const finding of report.findings) {
      await w.run("INSERT INTO findings VALUES ($1, $2, $3)", [
        finding.code,
        finding.severity,
        JSON.stringify(finding),
      ]);
    }
  });
  return report;
}
