import type { Result } from "../../ingest/events/inbox.ts";
import type { Words } from "../../words/index.ts";
import type { TrackingAnswer, TrackingResult } from "../contract/tracking.ts";

/** What became of each event, worded. */
export function answerOf(results: readonly Result[], words: Words): TrackingAnswer {
  const count = (status: Result["status"]) => results.filter((r) => r.status === status).length;
  const rejected = count("rejected");
  return {
    success: rejected === 0,
    received: results.length,
    stored: count("stored"),
    duplicates: count("duplicate"),
    rejected,
    results: results.map((r) => resultOf(r, words)),
  };
}

function resultOf(result: Result, words: Words): TrackingResult {
  if (result.status !== "rejected") return result;
  const { rule, column, value } = result.refusal;
  const data = { column: column ?? "", value: value ?? "" };
  return {
    messageId: result.messageId,
    status: "rejected",
    code: rule,
    message: words.say(`tracking.rejected.${rule}`, data),
    next: words.say(`tracking.hints.${rule}`, data),
  };
}
