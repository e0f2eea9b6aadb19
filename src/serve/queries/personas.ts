import type { SegmentationReport } from "../../segments/persona.ts";
import type { Reader } from "../../store/reader.ts";
import type { Words } from "../../words/index.ts";
import type { PersonaBadge } from "../contract/common.ts";

/** The newest segmentation's report; null before the first. */
export async function latestSegmentation(reader: Reader): Promise<SegmentationReport | null> {
  const [row] = await reader.rows<{ report: string }>(
    "SELECT report FROM segmentations ORDER BY created_at DESC, segmentation LIMIT 1",
  );
  return row ? (JSON.parse(row.report) as SegmentationReport) : null;
}

export interface Badges {
  /** Name of the segmentation, to join memberships by; empty before the first. */
  readonly segmentation: string;
  readonly all: readonly PersonaBadge[];
  of(segment: number | null): PersonaBadge | null;
}

/** Persona badges of a segmentation by number. */
export function badgesOf(report: SegmentationReport | null, words: Words): Badges {
  const all = (report?.personas ?? []).map(({ segment, name, icon, colour }) => ({
    segment,
    name: words.tell(name),
    icon,
    colour,
  }));
  const byNumber = new Map(all.map((b) => [b.segment, b]));
  return {
    segmentation: report?.segmentation ?? "",
    all,
    of: (segment) => (segment === null ? null : (byNumber.get(segment) ?? null)),
  };
}

export async function personaBadges(reader: Reader, words: Words): Promise<Badges> {
  return badgesOf(await latestSegmentation(reader), words);
}
