import type { Persona, SegmentationReport } from "../segments/persona.ts";
import type { Reader } from "../store/reader.ts";

/** The personas of the newest segmentation; none before the first. */
export async function latestPersonas(reader: Reader): Promise<readonly Persona[]> {
  const [latest] = await reader.rows<{ report: string }>(
    "SELECT report FROM segmentations ORDER BY created_at DESC LIMIT 1",
  );
  return latest ? (JSON.parse(latest.report) as SegmentationReport).personas : [];
}
