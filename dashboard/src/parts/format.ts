import { useTranslation } from "react-i18next";
import { minorDigits, toMajor } from "../../../src/core/money.ts";
import { date, money, percent } from "../../../src/words/formats.ts";
import { currentLanguage, type Language } from "../app/language.ts";

/** Figures as a person says them in the user's language. Money comes in minor units. */
export interface Format {
  readonly lang: Language;
  number(value: number, digits?: number): string;
  /** An estimate, rounded to two figures. */
  about(value: number): string;
  /** Always so many digits after the point, to stand in a column. */
  fixed(value: number, digits: number): string;
  /** A share 0–1 as per cent. */
  percent(share: number, digits?: number): string;
  /** Rounded to three figures, for headlines and tables. */
  money(minor: number): string;
  /** Minor units as a plain number of the currency, for a spreadsheet. */
  major(minor: number): number;
  /** To the last minor unit, for hovering. */
  exactMoney(minor: number): string;
  date(moment: string | number): string;
}

function format(lang: Language, currency: string | null): Format {
  return {
    lang,
    number: (value, digits = 0) =>
      new Intl.NumberFormat(lang, { maximumFractionDigits: digits }).format(value),
    about: (value) =>
      value < 10
        ? new Intl.NumberFormat(lang).format(value)
        : `≈ ${new Intl.NumberFormat(lang, { maximumSignificantDigits: 2 }).format(value)}`,
    fixed: (value, digits) =>
      new Intl.NumberFormat(lang, { minimumFractionDigits: digits, maximumFractionDigits: digits }).format(
        value,
      ),
    percent: (share, digits = 0) => percent(share, lang, digits),
    money: (minor) => roundMoney(minor, lang, currency),
    major: (minor) => (currency ? toMajor(minor, currency) : minor / 100),
    exactMoney: (minor) => exactMoney(minor, lang, currency),
    date: (moment) => date(moment, lang),
  };
}

/** The formats of the current language; renders again when it changes. */
export function useFormat(currency: string | null = null): Format {
  useTranslation();
  return format(currentLanguage(), currency);
}

function roundMoney(minor: number, lang: Language, currency: string | null): string {
  if (!currency) return money(minor, lang, "");
  const amount = minor / 10 ** minorDigits(currency);
  if (amount === 0) return wholeMoney(0, lang, currency);
  if (Math.abs(amount) < 1000) return money(minor, lang, currency);
  return new Intl.NumberFormat(lang, {
    style: "currency",
    currency,
    currencyDisplay: "narrowSymbol",
    maximumSignificantDigits: 3,
    ...(Math.abs(amount) >= 1_000_000 ? { notation: "compact" as const } : {}),
  }).format(amount);
}

function wholeMoney(amount: number, lang: Language, currency: string): string {
  return new Intl.NumberFormat(lang, { style: "currency", currency, maximumFractionDigits: 0 }).format(
    amount,
  );
}

function exactMoney(minor: number, lang: Language, currency: string | null): string {
  if (!currency) return money(minor, lang, "");
  return new Intl.NumberFormat(lang, { style: "currency", currency }).format(
    minor / 10 ** minorDigits(currency),
  );
}
