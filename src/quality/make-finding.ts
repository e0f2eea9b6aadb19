import type { Finding, Severity } from "./finding.ts";
import type { Shop } from "./shop.ts";

export interface Facts {
  readonly severity: Severity;
  readonly table: string;
  readonly column?: string;
  readonly count: number;
  readonly share?: number;
  readonly amountMinor?: number;
  readonly example?: string;
  /** What fills in the sentences beside count, share, amount and currency. */
  readonly data?: Readonly<Record<string, string | number | boolean | null>>;
  /** `quality.<code>.<wording>` instead of `quality.<code>.what`. */
  readonly wording?: string;
}

/**
 * A finding with its sentences: `quality.<code>.what`, `.effect` and `.todo`. A `good` one has no effect and nothing to do.
 */
export function makeFinding(shop: Shop, code: string, facts: Facts): Finding {
  const { severity, table, column, count, share, amountMinor, example, wording = "what" } = facts;
  const data = {
    ...facts.data,
    count,
    ...(share === undefined ? {} : { share }),
    ...(amountMinor === undefined ? {} : { amount: amountMinor }),
    ...(example === undefined ? {} : { example }),
    currency: shop.currency ?? "",
  };
  const good = severity === "good";
  return {
    code,
    severity,
    table,
    ...(column === undefined ? {} : { column }),
    count,
    ...(share === undefined ? {} : { share }),
    ...(amountMinor === undefined ? {} : { amountMinor }),
    ...(example === undefined ? {} : { example }),
    what: { code: `quality.${code}.${wording}`, data },
    ...(good ? {} : { effect: { code: `quality.${code}.effect`, data } }),
    todo: { code: good ? "quality.nothing" : `quality.${code}.todo`, data },
  };
}
