import type { Clock } from "../../core/clock.ts";
import type { Bus } from "../../core/events.ts";
import { checkQuality, type QualityReport } from "../../quality/check.ts";
import type { Reader } from "../../store/reader.ts";

/**
 * The state of the data. A check reads every table, so its result is kept until the imports change or a room says that
 * tables were published.
 */
export function readQuality(reader: Reader, bus: Bus, clock: Clock): () => Promise<QualityReport> {
  let kept: { key: string; report: Promise<QualityReport> } | undefined;
  bus.on("published", () => {
    kept = undefined;
  });
  return async () => {
    const { key } = await reader.one<{ key: string }>(
      "SELECT concat_ws('/', count(*), max(import_id), max(finished_at), sum(rejected)) AS key FROM imports",
    );
    if (kept?.key !== key) {
      const report = checkQuality(reader, { clock });
      kept = { key, report };
      report.catch(() => {
        if (kept?.report === report) kept = undefined;
      });
    }
    return kept.report;
  };
}
