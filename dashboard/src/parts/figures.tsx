import { useFormat } from "./format.ts";

/** An amount rounded as a person says it; the exact amount on hover. */
export function Money({ minor, currency }: { readonly minor: number; readonly currency: string | null }) {
  const format = useFormat(currency);
  return (
    <span className="figure" title={format.exactMoney(minor)} data-minor={minor}>
      {format.money(minor)}
    </span>
  );
}

/** A count, grouped. */
export function Count({ value }: { readonly value: number }) {
  const format = useFormat();
  return (
    <span className="figure" data-value={value}>
      {format.number(value)}
    </span>
  );
}

/** A share as per cent, with one more digit on hover. */
export function Share({ value, digits = 0 }: { readonly value: number; readonly digits?: number }) {
  const format = useFormat();
  return (
    <span className="figure" title={format.percent(value, digits + 2)} data-value={value}>
      {value > 0 && value < 0.005 && digits === 0
        ? `<${format.percent(0.01)}`
        : format.percent(value, digits)}
    </span>
  );
}
