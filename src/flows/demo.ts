import { importFile } from "../ingest/import.ts";
import type { ImportReport } from "../ingest/report.ts";
import type { SegmentationReport } from "../segments/persona.ts";
import type { Store } from "../store/store.ts";
import type { ProofReport } from "../validate/report.ts";
import { type RefreshOptions, refresh } from "./refresh.ts";

export interface DemoOptions extends RefreshOptions {
  /** The sample's file of invoice lines, and their currency. */
  readonly sample: string;
  readonly currency: string;
}

export interface DemoResult {
  readonly import: ImportReport;
  readonly customers: number;
  readonly segmentation: SegmentationReport;
  readonly proofs: readonly ProofReport[];
  readonly actions: number;
  readonly seconds: number;
  readonly stages: Readonly<Record<string, number>>;
}

/** The sample shop from raw invoices to actions. Run again on the same workspace it gives the same result. */
export async function runDemo(store: Store, options: DemoOptions): Promise<DemoResult> {
  const { sample, currency, clock, work } = options;
  const from = performance.now();
  const imported = await importFile(store, sample, {
    table: "orders",
    mode: "replace",
    currency,
    clock,
    ...(work ? { work } : {}),
  });
  const importSeconds = Math.round(performance.now() - from) / 1000;
  const refreshed = await refresh(store, options);
  const { customers } = await store.one<{ customers: number }>("SELECT count(*) AS customers FROM customers");
  return {
    import: imported,
    customers,
    segmentation: refreshed.segmentation,
    proofs: refreshed.proofs,
    actions: refreshed.actions?.actions ?? 0,
    seconds: Math.round(performance.now() - from) / 1000,
    stages: { import: importSeconds, ...refreshed.stages },
  };
}
