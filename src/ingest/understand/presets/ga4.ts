import type { Preset } from "./preset.ts";

/** Events of Google Analytics 4 as its BigQuery export holds them, as JSON or CSV; their times are in microseconds. */
export const ga4: readonly Preset[] = [
  {
    name: "ga4-events",
    table: "events",
    signature: ["event_timestamp", "event_name", "user_pseudo_id"],
    map: {
      name: ["event_name"],
      date: ["event_timestamp"],
      customer: ["user_id", "user_pseudo_id"],
    },
  },
];
