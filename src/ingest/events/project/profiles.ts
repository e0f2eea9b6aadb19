import { addCustomers } from "../../load/people.ts";
import { anonymousProfileSql } from "../profile.ts";
import type { Batch } from "./batch.ts";

/**
 * A profile for every user and every visitor, known from the first event that names them. What `alias` calls the previous
 * id is a user where there is one of that id, else a visitor.
 */
export async function storeProfiles({ w, importId }: Batch): Promise<void> {
  await w.run(`CREATE OR REPLACE TEMP TABLE named AS
    SELECT profile AS customer_id, known_at AS ordered_at, event_id AS row_number FROM arrived WHERE profile IS NOT NULL`);
  await w.run(`CREATE OR REPLACE TEMP TABLE previous AS
    SELECT a.event_id, coalesce(c.customer_id, n.customer_id, ${anonymousProfileSql("a.previous_id")}) AS profile
    FROM arrived a LEFT JOIN customers c ON c.customer_id = a.previous_id
    LEFT JOIN (SELECT DISTINCT customer_id FROM named) n ON n.customer_id = a.previous_id WHERE a.type = 'alias'`);
  await w.run(`INSERT INTO named
    SELECT ${anonymousProfileSql("anonymous_id")}, known_at, event_id FROM arrived
      WHERE anonymous_id IS NOT NULL AND user_id IS NOT NULL AND profile IS NOT NULL
    UNION ALL SELECT p.profile, a.known_at, a.event_id FROM previous p JOIN arrived a USING (event_id)`);
  await addCustomers({ w, importId }, "named");
  await w.run("DROP TABLE named");
}

/** The events themselves, each with the profile it came with. */
export async function storeEvents({ w }: Batch): Promise<void> {
  await w.run(`INSERT INTO events BY NAME
    SELECT a.event_id, a.message_id, a.source, c.customer, a.type, a.name, a.occurred_at, a.known_at, a.properties,
      a.received_at, a.user_id, a.anonymous_id, a.context
    FROM arrived a LEFT JOIN customers c ON c.customer_id = a.profile ORDER BY a.event_id`);
}
