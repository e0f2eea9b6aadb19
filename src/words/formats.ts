import type { Formatter } from "i18next";
import { minorDigits } from "../core/money.ts";

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
