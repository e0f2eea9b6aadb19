/** Money is kept as integers of the minor unit (cents); this is the one place that knows how many there are. */

/** Digits after the point of a currency (ISO 4217), by the runtime's own tables. */
export function minorDigits(currency: string): number {
  return (
    new Intl.NumberFormat("en", { style: "currency", currency }).resolvedOptions().maximumFractionDigits ?? 2
  );
}

/** Minor units as an amount of the currency. */
export function toMajor(minor: number, currency: string): number {
  return minor / 10 ** minorDigits(currency);
}
