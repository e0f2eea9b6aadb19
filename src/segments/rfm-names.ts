/** The common names of the R × F grid, best first. Stored in `rfm.segment`; worded as `segments.rfm.<name>`. */
export const rfmSegments = [
  "champions",
  "loyal",
  "potential-loyal",
  "new",
  "promising",
  "need-attention",
  "about-to-sleep",
  "at-risk",
  "cant-lose",
  "hibernating",
] as const;
export type RfmSegment = (typeof rfmSegments)[number];
