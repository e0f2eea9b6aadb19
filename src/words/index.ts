import { createInstance, type Formatter } from "i18next";
import { minorDigits } from "../core/money.ts";
import type { Sentence } from "../core/sentence.ts";
import { catalogue as en } from "./en/index.ts";
import { catalogue as ru } from "./ru/index.ts";
import { catalogue as zh } from "./zh/index.ts";

export const languages = ["en", "zh", "ru"] as const;
export type Language = (typeof languages)[number];
export const catalogues = { en, zh, ru };

type Data = Readonly<Record<string, unknown>>;

/** Every sentence for people in one language. */
export interface Words {
  readonly lang: Language;
  /** The sentence of a code (`room.key`), plural by `count`; the code itself where the catalogue lacks it. */
  say(code: string, data?: Data): string;
  tell(sentence: Sentence): string;
}

/** The catalogue of one language, with the formats `number`, `percent`, `money` (minor units + `currency`), `date`. */
export function words(lang: Language): Words {
  const i18n = createInstance();
  void i18n.init({
    lng: lang,
    resources: { [lang]: { translation: catalogues[lang] } },
    initAsync: false,
    interpolation: { escapeValue: false },
    returnObjects: false,
  });
  addFormats(i18n.services.formatter);
  const say = (code: string, data: Data = {}) => String(i18n.t(code, data as Record<string, unknown>));
  return { lang, say, tell: (s) => say(s.code, s.data) };
}

/** Adds Kindred's formats to an i18next formatter (the dashboard's uses the same). */
export function addFormats(formatter: Formatter | undefined): void {
  formatter?.add("percent", (value: number, lng, o) => percent(value, lng ?? "en", Number(o.digits ?? 0)));
  formatter?.add("money", (value: number, lng, o) => money(value, lng ?? "en", String(o.currency ?? "")));
  formatter?.add("date", (value: string | number | Date, lng) => date(value, lng ?? "en"));
}

/** A share (0–1) as per cent. */
export function percent(share: number, lang: string, digits = 0): string {
  return new Intl.NumberFormat(lang, { style: "percent", maximumFractionDigits: digits }).format(share);
}

/** Minor units as money, as a person says it: no cents from 100 on. Without a currency, a bare number. */
export function money(minor: number, lang: string, currency: string): string {
  if (!currency) return new Intl.NumberFormat(lang, { maximumFractionDigits: 0 }).format(minor / 100);
  const digits = minorDigits(currency);
  const amount = minor / 10 ** digits;
  const shown = Math.abs(amount) >= 100 ? 0 : digits;
  return new Intl.NumberFormat(lang, {
    style: "currency",
    currency,
    minimumFractionDigits: shown,
    maximumFractionDigits: shown,
  }).format(amount);
}

/** A moment as a date, in UTC. */
export function date(value: string | number | Date, lang: string): string {
  return new Intl.DateTimeFormat(lang, { dateStyle: "medium", timeZone: "UTC" }).format(new Date(value));
}
