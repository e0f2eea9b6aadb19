import { KindredError } from "../core/errors.ts";
import type { Reader } from "../store/reader.ts";
import type { Built, Store } from "../store/store.ts";
import type { Asked, SegmentationReport } from "./persona.ts";
import { type SegmentOptions, segmentCustomers } from "./segment.ts";

/** What a user asked for may no longer be possible with today's data. */
const goneWithTheData: readonly string[] = [
  "unknown-feature",
  "too-few-customers",
  "nothing-varies",
  "bad-option",
];

/**
 * Segments by the method, number and features that were last asked for; advised k-means before the first time, and where
 * today's data no longer allow what was asked for, with a note that says so.
 * @throws too-few-customers, nothing-varies
 */
export async function segmentAgain(
  store: Store,
  options: Omit<SegmentOptions, keyof Asked>,
): Promise<Built<SegmentationReport>> {
  const asked = await lastAsked(store);
  const advised = { ...options, method: "k-means" };
  if (!asked) return segmentCustomers(store, advised);
  try {
    return await segmentCustomers(store, { ...options, ...asked });
  } catch (error) {
    if (!(error instanceof KindredError && goneWithTheData.includes(error.code))) throw error;
    return segmentCustomers(store, { ...advised, instead: { code: "segments.notes.askedGone", data: {} } });
  }
}

async function lastAsked(reader: Reader): Promise<Asked | null> {
  const [row] = await reader.rows<{ report: string }>(
    "SELECT report FROM segmentations ORDER BY created_at DESC LIMIT 1",
  );
  return row ? ((JSON.parse(row.report) as Partial<SegmentationReport>).asked ?? null) : null;
}
