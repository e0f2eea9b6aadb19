import type { Reader } from "../../store/reader.ts";
import { withdrawals } from "./check-event.ts";
import { anonymousProfile } from "./profile.ts";
import type { TrackedEvent } from "./tracked-event.ts";

/** Who has withdrawn consent, by profile: few, so they are held in memory. */
export class Withdrawn {
  #profiles = new Set<string>();
  /** What is heard while reading: the database may not have told it. */
  #heard: TrackedEvent[] | undefined;

  /** Reads who has withdrawn: by the last word of each profile, and of the profiles merged with it. */
  async read(reader: Reader): Promise<void> {
    const heard: TrackedEvent[] = [];
    this.#heard = heard;
    // The inbox first: what leaves it in between is then told by the attributes.
    const waiting = await reader.columns(
      `SELECT user_id, anonymous_id, lower(trim(json_extract_string(properties, '$.consent'))) AS word
       FROM event_inbox WHERE type = 'identify' AND contains(properties, '"consent"') ORDER BY event_id`,
    );
    const rows = await reader.columns(
      `WITH said AS (
         SELECT customer, arg_max(lower(trim(text)), row(coalesce(known_at, TIMESTAMP '1970-01-01'), rowid)) AS word
         FROM attributes WHERE name = 'consent' GROUP BY customer),
       away AS (SELECT customer FROM said WHERE list_contains(string_split($1, ','), word)),
       same AS (
         SELECT customer FROM away
         UNION SELECT m.into_customer FROM merges m JOIN away a ON a.customer = m.from_customer WHERE m.undone_at IS NULL
         UNION SELECT m.from_customer FROM merges m JOIN away a ON a.customer = m.into_customer WHERE m.undone_at IS NULL)
       SELECT customer_id FROM customers WHERE customer IN (SELECT customer FROM same)`,
      [withdrawals.join(",")],
    );
    this.#profiles = new Set(rows.customer_id as string[]);
    (waiting.word as (string | null)[]).forEach((word, i) => {
      if (word === null) return;
      const user = (waiting.user_id as (string | null)[])[i]!;
      const visitor = (waiting.anonymous_id as (string | null)[])[i]!;
      this.#say(user, visitor, withdrawals.includes(word));
    });
    if (this.#heard === heard) this.#heard = undefined;
    this.#hear(heard);
  }

  /** Takes in what stored events say about consent. */
  hear(events: readonly TrackedEvent[]): void {
    const said = events.filter((e) => e.consent !== null);
    this.#heard?.push(...said);
    this.#hear(said);
  }

  #hear(events: readonly TrackedEvent[]): void {
    for (const { consent, userId, anonymousId } of events)
      if (consent !== null) this.#say(userId, anonymousId, consent === "withdrawn");
  }

  /**
   * Whether an event is of someone who has withdrawn, before or in `earlier` events that are not stored yet; what they say
   * about their consent is always taken.
   */
  covers({ userId, anonymousId, consent }: TrackedEvent, earlier: readonly TrackedEvent[] = []): boolean {
    if (consent !== null) return false;
    const last = earlier.findLast(
      (e) =>
        (userId !== null && e.userId === userId) || (anonymousId !== null && e.anonymousId === anonymousId),
    );
    if (last) return last.consent === "withdrawn";
    return (
      (userId !== null && this.#profiles.has(userId)) ||
      (anonymousId !== null && this.#profiles.has(anonymousProfile(anonymousId)))
    );
  }

  #say(userId: string | null, anonymousId: string | null, withdrawn: boolean): void {
    for (const profile of [userId, anonymousId === null ? null : anonymousProfile(anonymousId)]) {
      if (profile === null) continue;
      if (withdrawn) this.#profiles.add(profile);
      else this.#profiles.delete(profile);
    }
  }
}
