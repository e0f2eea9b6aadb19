import type { Reader } from "../store/reader.ts";
import { NOWHERE, type SegmentationReport } from "./persona.ts";

/** Label of a customer who was known and in no clear group. */
export const WAS_NOWHERE = -2;

/** The segmentation of the last refresh. */
export interface Former {
  /** Without the persona of those in no clear group. */
  readonly report: SegmentationReport;
  /** Index into `report.personas` of each customer asked for; −1 where it was not known, −2 in no clear group. */
  readonly labels: Int32Array;
}

/** The last segmentation of that name and who belonged to what; null before the first. */
export async function readFormer(
  reader: Reader,
  segmentation: string,
  customers: Float64Array,
): Promise<Former | null> {
  const [row] = await reader.rows<{ report: string }>(
    "SELECT report FROM segmentations WHERE segmentation = $1 ORDER BY created_at DESC LIMIT 1",
    [segmentation],
  );
  if (!row) return null;
  const stored = JSON.parse(row.report) as SegmentationReport;
  const report = { ...stored, personas: stored.personas.filter((p) => p.segment !== NOWHERE) };
  const index = new Map(report.personas.map((p, i) => [p.segment, i]));
  const c = await reader.columns(
    "SELECT customer, segment FROM memberships WHERE segmentation = $1 ORDER BY customer",
    [segmentation],
  );
  const [keys, segments] = [c.customer, c.segment] as Float64Array[];
  const labels = new Int32Array(customers.length).fill(-1);
  for (let i = 0, k = 0; i < customers.length; i++) {
    while (k < keys!.length && keys![k]! < customers[i]!) k++;
    if (keys![k] === customers[i]) labels[i] = index.get(segments![k]!) ?? WAS_NOWHERE;
  }
  return { report, labels };
}
