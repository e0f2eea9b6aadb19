import { detectAll } from "tinyld";

/** Shorter texts give no reliable answer. */
const MIN_LETTERS = 12;
/** A language is taken where it is this likely by itself, or this many times likelier than the next one. */
const MIN_ACCURACY = 0.2;
const MIN_LEAD = 1.5;

/**
 * The language of a text as ISO 639-1 code, by tinyld; null where it is too short, has no letters, or several languages
 * are as likely. Han script without kana is Chinese, however short; of the Cyrillic languages only Russian has ы, э or ё
 * without і, ў and the other letters Russian lacks.
 */
export function languageOf(text: string): string | null {
  const letters = text.match(/\p{L}/gu)?.length ?? 0;
  const han = text.match(/\p{Script=Han}/gu)?.length ?? 0;
  if (han > 0 && han * 2 > letters && !/[\p{Script=Hiragana}\p{Script=Katakana}]/u.test(text)) return "zh";
  if (letters < MIN_LETTERS) return null;
  if (/[ыэё]/iu.test(text) && !/[іїєґўқғңүұһәөј]/iu.test(text)) return "ru";
  const [best, next] = detectAll(text.slice(0, 2000));
  if (!best) return null;
  const clear = best.accuracy >= MIN_ACCURACY || best.accuracy >= MIN_LEAD * (next?.accuracy ?? 0);
  return clear ? best.lang : null;
}

/** The language most of the texts are in, and the share of texts whose language is known that are; null without any. */
export function mainLanguage(
  texts: readonly string[],
): { readonly lang: string; readonly share: number } | null {
  const count = new Map<string, number>();
  for (const text of texts) {
    const lang = languageOf(text);
    if (lang) count.set(lang, (count.get(lang) ?? 0) + 1);
  }
  const known = [...count.values()].reduce((a, b) => a + b, 0);
  const [first] = [...count].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
  return first ? { lang: first[0], share: first[1] / known } : null;
}
