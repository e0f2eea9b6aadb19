import type { Finding, Severity } from "./finding.ts";

/** What a finding costs its table, in points of 100: for being there, and for the share of rows it is about. */
const costs: Readonly<Record<Severity, { readonly there: number; readonly share: number }>> = {
  error: { there: 10, share: 40 },
  warning: { there: 4, share: 16 },
  info: { there: 0, share: 4 },
  good: { there: 0, share: 0 },
};

/** A table's quality, 0 to 100, and where the points went. */
export interface TableScore {
  readonly score: number;
  /** Most costly first; points with one decimal. */
  readonly lost: readonly { readonly code: string; readonly column?: string; readonly points: number }[];
}

/**
 * 100 less what each finding about the table costs: `there + share × (share of rows)` by its severity; never below 0.
 * Lines of orders are part of orders.
 */
export function tableScore(table: string, findings: readonly Finding[]): TableScore {
  const lost = findings
    .filter((f) => f.table === table)
    .map(({ code, column, severity, share = 0 }) => {
      const { there, share: each } = costs[severity];
      const points = Math.round(10 * (there + each * Math.min(1, Math.max(0, share)))) / 10;
      return { code, ...(column === undefined ? {} : { column }), points };
    })
    .filter((l) => l.points > 0)
    .sort((a, b) => b.points - a.points || (a.code < b.code ? -1 : 1));
  const sum = lost.reduce((n, l) => n + l.points, 0);
  return { score: Math.max(0, Math.round(100 - sum)), lost };
}
