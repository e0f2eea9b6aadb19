import { identifier, literal } from "../../sql.ts";
import type { Position } from "../position.ts";
import type { PostgresConfig } from "./config.ts";
import { columnOf, type Relation } from "./relation.ts";

/** Seconds (for numbers: values) that are read again where the source does not say. */
const OVERLAP = { moment: 300, localMoment: 300, date: 300, number: 1000, boolean: 0, other: 0 } as const;

/** The statement that reads what changed: values of `names` by position, then the technical ones. */
export interface Statement {
  readonly sql: string;
  readonly params: readonly string[];
  readonly names: readonly string[];
}

/** Where a dropped read goes on: at a group (inclusive), or among the rows without one. */
export type Resume = { readonly group: string } | "ungrouped" | null;

/** SQL of `after` for the next sync, as of the transaction: the greatest value whose earlier changes are all there to see. */
export function nextAfter(config: PostgresConfig, relation: Relation): string {
  const { type } = columnOf(relation, config.cursor!, "");
  const c = `max(t.${identifier(config.cursor!)})`;
  const overlap = Math.max(0, config.overlap ?? OVERLAP[type]);
  const interval = `interval ${literal(`${overlap} seconds`)}`;
  const sql = {
    // A change gets its time before its COMMIT: what is younger than the overlap may still grow in between.
    moment: `least(${c}, now() - ${interval})`,
    // In whatever zone it is written: what may be of today is read again by the overlap.
    localMoment: `CASE WHEN ${c} > now()::timestamp - interval '26 hours' THEN ${c} - ${interval} ELSE ${c} END`,
    date: `least(${c}, (now() - ${interval})::date)`,
    number: `${c} - ${Math.round(overlap)}`,
    boolean: c,
    other: c,
  }[type];
  return `SELECT (${sql})::text AS after FROM ${relation.sql}`;
}

/** Whether a position's own value has to be read again: more rows may get it. */
export function comesAgain(config: PostgresConfig, relation: Relation, after: string | null): boolean {
  const { type } = columnOf(relation, config.cursor!, "");
  return type === "date" || type === "other" || /[ T]00:00:00(\+00)?$/.test(after ?? "");
}

/**
 * Reads whole groups of which a row changed since `from`, in the order of the groups. The technical values: group, whether
 * the row lies after `next`, whether it is deleted.
 */
export function changedRows(
  config: PostgresConfig,
  relation: Relation,
  from: Position,
  next: Position | null,
  resume: Resume,
): Statement {
  const params: string[] = [];
  const bind = (value: string) => `$${params.push(value)}`;
  const names = config.columns?.length ? config.columns : relation.columns.map((c) => c.name);
  const group = config.group ? `t.${identifier(config.group)}` : null;
  const since = (p: Position, table: string) => {
    const c = `${table}.${identifier(config.cursor!)}`;
    const later =
      p.after === null ? "true" : `${c} ${p.inclusive ? ">=" : ">"} ${bind(p.after)} OR ${c} IS NULL`;
    return `(${later}${p.after === null ? "" : deletedSince(config, relation, p, table, bind)})`;
  };
  const where: string[] = [];
  if (config.cursor && from.after !== null) {
    const inner = relation.sql.replace(/ t$/, " u").replace(/\) t$/, ") u");
    where.push(
      group
        ? `(${group} IN (SELECT u.${identifier(config.group!)} FROM ${inner} WHERE ${since(from, "u")})
            OR ${group} IS NULL AND ${since(from, "t")})`
        : since(from, "t"),
    );
  }
  if (group && resume === "ungrouped") where.push(`${group} IS NULL`);
  else if (group && resume !== null && resume !== "ungrouped")
    where.push(`(${group} >= ${bind(resume.group)} OR ${group} IS NULL)`);
  const values = names.map((name) => `t.${identifier(columnOf(relation, name, "").name)}`);
  const technical = [
    group ? `${group}::text` : "NULL",
    next ? since(next, "t") : "false",
    deletedRow(config, relation) ?? "false",
  ];
  const order = [...new Set([...(group ? [group] : []), ...relation.key.map((k) => `t.${identifier(k)}`)])];
  return {
    sql: `SELECT ${[...values, ...technical].join(", ")} FROM ${relation.sql}${
      where.length > 0 ? ` WHERE ${where.join(" AND ")}` : ""
    }${order.length > 0 ? ` ORDER BY ${order.join(", ")}` : ""}`,
    params,
    names,
  };
}

/** The groups that are there. */
export function presentGroups(config: PostgresConfig, relation: Relation): string {
  const deleted = deletedRow(config, relation);
  const group = `t.${identifier(config.group!)}`;
  return `SELECT DISTINCT ${group}::text FROM ${relation.sql} WHERE ${group} IS NOT NULL${
    deleted ? ` AND NOT (${deleted})` : ""
  }`;
}

function deletedRow({ deleted }: PostgresConfig, relation: Relation): string | null {
  if (!deleted) return null;
  const { type } = columnOf(relation, deleted, "");
  const column = `t.${identifier(deleted)}`;
  return type === "boolean" ? `coalesce(${column}, false)` : `${column} IS NOT NULL`;
}

/** A deletion may be written without touching the cursor column. */
function deletedSince(
  { deleted, cursor }: PostgresConfig,
  relation: Relation,
  position: Position,
  table: string,
  bind: (value: string) => string,
): string {
  if (!deleted || position.after === null) return "";
  const type = columnOf(relation, deleted, "").type;
  if (type !== columnOf(relation, cursor!, "").type || type === "boolean") return "";
  return ` OR ${table}.${identifier(deleted)} ${position.inclusive ? ">=" : ">"} ${bind(position.after)}`;
}
