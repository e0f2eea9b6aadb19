import type { Bus } from "../../core/events.ts";
import type { Finding, Readiness, TableQuality } from "../../quality/finding.ts";
import type { Store } from "../../store/store.ts";

export interface Quality {
  readonly findings: readonly Finding[];
  readonly tables: readonly TableQuality[];
  readonly goals: readonly Readiness[];
}

/** The state of the data as last checked. */
export function readQuality(store: Store, _bus: Bus): () => Promise<Quality> {
  return async () => {
    const rows = await store.rows<{ finding: string }>("SELECT finding FROM findings");
    return { findings: rows.map((r) => JSON.parse(r.finding) as Finding), tables: [], goals: [] };
  };
}
