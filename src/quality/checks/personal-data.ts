import type { Finding } from "../finding.ts";
import { makeFinding } from "../make-finding.ts";
import type { Shop } from "../shop.ts";

const EMAIL = String.raw`^[^@\s]+@[^@\s]+\.\p{L}{2,}$`;
/** With a plus or grouped as people write numbers; bare digits only where they are a Chinese or Russian mobile number. */
const PHONE = String.raw`^(\+\d[\d ()-]{7,18}\d|\(?\d{3,5}\)?[ -]\d{2,4}([ -]\d{2,4})+|1[3-9]\d{9}|[78]9\d{9})$`;
/** A few bare numbers may look like a phone's by chance. */
const PHONE_SHARE = 0.5;

/** E-mail addresses and phone numbers where an identifier or an attribute should not give a person away. */
export async function personalData(shop: Shop): Promise<Finding[]> {
  const rows = await shop.reader.rows<{
    place: string;
    name: string;
    n: number;
    email: number;
    phone: number;
  }>(
    `SELECT place, name, count(*) AS n, count(*) FILTER (WHERE regexp_matches(value, $1)) AS email,
       count(*) FILTER (WHERE regexp_matches(value, $2)) AS phone
     FROM (
       SELECT 'customers' AS place, 'customer_id' AS name, trim(customer_id) AS value FROM customers
       UNION ALL SELECT 'attributes', name, trim(text) FROM attributes WHERE text IS NOT NULL
     ) GROUP BY ALL ORDER BY ALL`,
    [EMAIL, PHONE],
  );
  return rows.flatMap(({ place, name, n, email, phone }) => {
    const phones = phone >= PHONE_SHARE * n ? phone : 0;
    const count = Math.max(email, phones);
    if (count === 0) return [];
    return [
      makeFinding(shop, "personal-data", {
        severity: "warning",
        table: place,
        column: name,
        count,
        share: count / n,
        wording: email >= phones ? "email" : "phone",
        data: { name },
      }),
    ];
  });
}
