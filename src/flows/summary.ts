import type { Sentence } from "../core/sentence.ts";
import type { SegmentationReport } from "../segments/persona.ts";

/** What a wording of sentences must offer here (the catalogues are above the flows). */
export interface Teller {
  tell(sentence: Sentence): string;
}

/** The personas as the command line's contract lists them: id, name, size, share, value (minor units), traits. */
export function personaSummary(report: SegmentationReport, words: Teller) {
  return report.personas.map((p) => ({
    id: p.segment,
    name: words.tell(p.name),
    size: p.size,
    share: p.share,
    value: p.revenueMinor,
    revenueShare: p.revenueShare,
    traits: p.traits.map((t) => ({ feature: t.feature, effect: t.effect, text: words.tell(t.what) })),
  }));
}
