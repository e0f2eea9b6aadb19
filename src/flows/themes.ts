import { buildTexts, type TextOptions } from "../segments/text/build.ts";
import type { ThemesReport } from "../segments/text/report.ts";
import { readThemes } from "../segments/text/save.ts";
import type { Store } from "../store/store.ts";

/** What reviews say: read anew where texts have come or gone since they were read last; null where there are none. */
export async function themes(store: Store, options: TextOptions): Promise<ThemesReport | null> {
  const known = await readThemes(store);
  const { fresh } = await store.one<{ fresh: boolean }>(
    `SELECT (SELECT max(finished_at) FROM imports WHERE table_name = 'reviews') <= (SELECT max(built_at) FROM text_reports)
       AS fresh`,
  );
  if (known && fresh) return known;
  const built = await buildTexts(store, options);
  if (built) await store.publish(built.swaps, built.commit);
  return built?.report ?? null;
}
