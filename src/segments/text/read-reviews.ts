import { languageOf } from "../../models/text/language.ts";
import type { Reader } from "../../store/reader.ts";
import { expectedLanguages } from "./languages.ts";

/** A text with what is known of it. */
export interface Review {
  /** The review's own id, or a hash of its text. */
  readonly review: string;
  readonly text: string;
  /** ISO 639-1; null where it cannot be told. */
  readonly lang: string | null;
  /** 1 = positive, 0 = negative, null = neither, or not rated. */
  readonly liked: 0 | 1 | null;
  readonly product: number | null;
  /** Milliseconds since 1970; NaN = undated. */
  readonly at: number;
}

/** Key of a row of `reviews` as it stands in `review_texts`. */
const reviewKey = (r: string) => `coalesce(${r}.review_id, md5(coalesce(${r}.title, '') || ${r}.text))`;

/** All texts; titles are read with them. */
export async function readReviews(reader: Reader): Promise<Review[]> {
  const { rows } = await reader.one<{ rows: number }>(
    "SELECT count(*) AS rows FROM reviews WHERE length(trim(text)) > 0",
  );
  if (rows === 0) return [];
  const scales = await ratingScales(reader);
  const c = await reader.columns(
    `SELECT DISTINCT ON (review) ${reviewKey("r")} AS review, concat_ws('. ', title, text) AS text, kind, rating,
       product, occurred_at AS at
     FROM reviews r WHERE length(trim(text)) > 0 ORDER BY review, occurred_at`,
  );
  const texts = c.text as string[];
  const kinds = c.kind as string[];
  const [rating, product, at] = [c.rating, c.product, c.at] as Float64Array[];
  return (c.review as string[]).map((review, i) => ({
    review,
    text: texts[i]!,
    lang: expectedLanguage(texts[i]!),
    liked: likedBy(rating![i]!, kinds[i]!, scales.get(kinds[i]!) ?? 5),
    product: Number.isNaN(product![i]!) ? null : product![i]!,
    at: at![i]!,
  }));
}

function expectedLanguage(text: string): string | null {
  const lang = languageOf(text);
  return lang !== null && expectedLanguages.has(lang) ? lang : null;
}

/** The highest rating of each kind of answer, as its scale: 1, 5, 10 or 100. */
async function ratingScales(reader: Reader): Promise<Map<string, number>> {
  const found = await reader.rows<{ kind: string; most: number | null }>(
    "SELECT kind, max(rating) AS most FROM reviews GROUP BY kind",
  );
  return new Map(
    found.map(({ kind, most }) => [kind, [1, 5, 10, 100].find((top) => (most ?? 5) <= top) ?? 100]),
  );
}

/**
 * Whether a rating is positive: NPS 9–10 against 0–6 (Reichheld 2003); 0 or 1 as they are; else the upper against the lower
 * two fifths of the scale (4–5 stars against 1–2). What lies between says neither.
 */
export function likedBy(rating: number, kind: string, scale: number): 0 | 1 | null {
  if (Number.isNaN(rating)) return null;
  if (kind === "nps") return rating >= 9 ? 1 : rating <= 6 ? 0 : null;
  if (scale === 1) return rating >= 0.5 ? 1 : 0;
  if (rating >= 0.8 * scale) return 1;
  return rating <= 0.4 * scale ? 0 : null;
}
