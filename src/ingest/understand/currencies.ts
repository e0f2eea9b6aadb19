import type { ColumnProfile } from "./profile.ts";

const signs: readonly (readonly [RegExp, string])[] = [
  [/£/, "GBP"],
  [/€/, "EUR"],
  [/US\$/, "USD"],
  [/A\$|AU\$/, "AUD"],
  [/C\$|CA\$/, "CAD"],
  [/HK\$/, "HKD"],
  [/R\$/, "BRL"],
  [/\$/, "USD"],
  [/₽|руб|р\./i, "RUB"],
  [/₴|грн/i, "UAH"],
  [/₸/, "KZT"],
  [/₹/, "INR"],
  [/₩/, "KRW"],
  [/zł/i, "PLN"],
  [/Kč/i, "CZK"],
  [/元|人民币|RMB/i, "CNY"],
  [/円/, "JPY"],
];

/** The currency a written amount shows; `chinese` says how to read “¥”. */
function currencyIn(text: string, chinese: boolean): string | null {
  if (/[¥￥]/.test(text)) return chinese ? "CNY" : "JPY";
  for (const [sign, code] of signs) if (sign.test(text)) return code;
  const code = /(?:^|[^A-Z])([A-Z]{3})(?:[^A-Z]|$)/.exec(text)?.[1];
  return code && isCurrency(code) ? code : null;
}

const codes: ReadonlySet<string> = new Set(Intl.supportedValuesOf("currency"));

export function isCurrency(code: string): boolean {
  return codes.has(code);
}

/** The one currency the amounts of these columns show; null where they show none or several. */
export function currencyOfAmounts(columns: readonly ColumnProfile[], chinese: boolean): string | null {
  const seen = new Set<string>();
  for (const c of columns)
    for (const v of c.values) {
      if (/^[-\d.,\s]+$/.test(v)) continue;
      const code = currencyIn(v, chinese);
      if (code) seen.add(code);
    }
  return seen.size === 1 ? [...seen][0]! : null;
}
