import { addMerges, type Candidate } from "../../identity/add-merges.ts";
import { anonymousProfileSql } from "../profile.ts";
import type { Batch } from "./batch.ts";

/** What was made of calls that name one person by two ids. */
export interface MergesProjected {
  readonly merged: number;
  readonly refused: number;
}

/** `identify` with a visitor and a user, and `alias`: one person under two profiles, from then on. */
export async function storeMerges(batch: Batch): Promise<MergesProjected> {
  const { w } = batch;
  if (!batch.labels.has("identify") && !batch.labels.has("alias")) return { merged: 0, refused: 0 };
  const found = await w.columns(`
    SELECT f.customer AS "from", t.customer AS "into", epoch_ms(min(said.known_at)) AS known, arg_min(type, event_id) AS reason,
      arg_min(message_id, event_id) AS message, arg_min(source, event_id) AS source, min(event_id) AS event_id
    FROM (
      SELECT event_id, type, message_id, source, known_at, ${anonymousProfileSql("anonymous_id")} AS from_profile, user_id AS into_profile
        FROM arrived WHERE type = 'identify' AND anonymous_id IS NOT NULL AND user_id IS NOT NULL AND profile IS NOT NULL
      UNION ALL SELECT a.event_id, type, message_id, source, known_at, p.profile, user_id
        FROM arrived a JOIN previous p USING (event_id)) said
    JOIN customers f ON f.customer_id = from_profile JOIN customers t ON t.customer_id = into_profile
    WHERE f.customer <> t.customer GROUP BY f.customer, t.customer ORDER BY event_id`);
  const numbers = (name: string) => found[name] as Float64Array;
  const texts = (name: string) => found[name] as string[];
  const candidates = Array.from(
    numbers("from"),
    (from, i): Candidate => ({
      from,
      into: numbers("into")[i]!,
      knownAt: new Date(numbers("known")[i]!),
      reason: texts("reason")[i] === "alias" ? "alias" : "identify",
      evidence: { messageId: texts("message")[i]!, source: texts("source")[i]! },
    }),
  );
  return addMerges(w, candidates);
}
