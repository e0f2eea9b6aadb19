import { KindredError } from "../core/errors.ts";
import {
  type Fact,
  type Feature,
  facts,
  type Measure,
  type Predicate,
  type Term,
  trendWindows,
} from "./algebra.ts";
import type { Dialect } from "./dialect.ts";
import { factFields, factNeeds, factSql, factTable } from "./facts.ts";
import { type People, separatePeople } from "./people.ts";

/**
 * SQL for the features of every customer known as of `$1`: columns `customer`, then one DOUBLE a feature, ordered by
 * customer. One pass a fact, whatever the number of features. `population` keeps the customers it holds for; `people`
 * says which profiles are one person.
 */
export function compileFeatures(
  features: readonly Feature[],
  dialect: Dialect,
  population?: Predicate,
  people: People = separatePeople,
): string {
  const measures = new MeasureTable(dialect);
  const columns = features.map(
    (f) => `${dialect.toDouble(compileTerm(f.value, measures, dialect))} AS "${f.name}"`,
  );
  const keep = population ? compilePredicate(population, measures, dialect) : "";
  const used = facts.filter((f) => measures.columnsOf(f).length > 0);
  const needed = facts.filter((f) => used.some((u) => factNeeds[u].includes(f)));
  const ctes = [
    ...people.ctes,
    ...needed.map((f) => factSql[f](measures.fieldsOf(f), people)),
    ...used.map(
      (f) =>
        `${f}_agg AS (\n  SELECT customer, ${measures.columnsOf(f).join(",\n    ")}\n  FROM ${factTable[f]} GROUP BY customer\n)`,
    ),
    ...measures.attributeCtes(people),
  ];
  const joins = [...used.map((f) => `${f}_agg`), ...measures.attributeNames()].map(
    (t) => `LEFT JOIN ${t} USING (customer)`,
  );
  return [
    ctes.length > 0 ? `WITH ${ctes.join(",\n")}` : "",
    `SELECT ${["c.customer", ...columns].join(",\n  ")}`,
    `FROM (SELECT ${people === separatePeople ? "" : "DISTINCT "}customer FROM ${people.of("customers")} WHERE known_at < $1) c`,
    ...joins,
    keep ? `WHERE ${keep}` : "",
    "ORDER BY c.customer",
  ]
    .filter(Boolean)
    .join("\n");
}

/** The aggregate columns needed, each computed once, grouped by fact; and the attributes. */
class MeasureTable {
  readonly #dialect: Dialect;
  readonly #columns = new Map<Fact, Map<string, string>>();
  readonly #fields = new Map<Fact, Set<string>>();
  readonly #attributes = new Map<string, string>();

  constructor(dialect: Dialect) {
    this.#dialect = dialect;
  }

  /** Name of the column that holds `expression` over the rows of `fact`. */
  column(fact: Fact, expression: string): string {
    const columns = this.#columns.get(fact) ?? new Map<string, string>();
    this.#columns.set(fact, columns);
    const name = columns.get(expression) ?? `${fact}_${columns.size}`;
    columns.set(expression, name);
    return name;
  }

  /** The field by its name in the fact's rows; remembers that it is read. */
  field(fact: Fact, field: string): string {
    if (!Object.hasOwn(factFields[fact], field)) {
      throw new KindredError("feature-invalid", {
        detail: `${fact}.${field}`,
        allowed: Object.keys(factFields[fact]).join(", "),
      });
    }
    this.#fields.set(fact, (this.#fields.get(fact) ?? new Set()).add(field));
    return field;
  }

  fieldsOf(fact: Fact): ReadonlySet<string> {
    return this.#fields.get(fact) ?? new Set();
  }

  columnsOf(fact: Fact): string[] {
    return [...(this.#columns.get(fact) ?? [])].map(([expression, name]) => `${expression} AS ${name}`);
  }

  attribute(name: string, undated: boolean): string {
    const key = `${undated ? "undated" : "dated"} ${name}`;
    const table = this.#attributes.get(key) ?? `attribute_${this.#attributes.size}`;
    this.#attributes.set(key, table);
    return `${table}.number`;
  }

  attributeNames(): string[] {
    return [...this.#attributes.values()];
  }

  attributeCtes(people: People): string[] {
    return [...this.#attributes].map(([key, table]) => {
      const undated = key.startsWith("undated ");
      const name = this.#dialect.text(key.slice(key.indexOf(" ") + 1));
      const known = undated ? "(known_at IS NULL OR known_at < $1)" : "known_at < $1";
      const last = this.#dialect.last("number", "coalesce(known_at, TIMESTAMP '1970-01-01')", "");
      return `${table} AS (SELECT customer, ${last} AS number FROM ${people.of("attributes")} WHERE name = ${name} AND ${known} GROUP BY customer)`;
    });
  }
}

function compileTerm(term: Term, measures: MeasureTable, d: Dialect): string {
  switch (term.op) {
    case "measure":
      return compileMeasure(term, measures, d);
    case "daysSince": {
      const time = term.which === "first" ? d.min("time", "") : d.max("time", "");
      return d.daysBetween(measures.column(term.from, time), "$1");
    }
    case "number":
      return d.toDouble(d.number(term.value));
    case "ratio":
      return d.divide(
        d.toDouble(compileTerm(term.of, measures, d)),
        d.toDouble(compileTerm(term.over, measures, d)),
      );
    case "difference":
      return `(${compileTerm(term.of, measures, d)} - ${compileTerm(term.minus, measures, d)})`;
    case "total":
      return `(${compileTerm(term.of, measures, d)} + ${compileTerm(term.plus, measures, d)})`;
    case "trend": {
      const windows = trendWindows(term.of, term.windows);
      const middle = (windows.length - 1) / 2;
      const squares = windows.reduce((s, _, k) => s + (k - middle) ** 2, 0);
      const parts = windows.map((w, k) => `${d.number(k - middle)} * ${compileMeasure(w, measures, d)}`);
      return `(${parts.join(" + ")}) / ${d.number(squares)}::DOUBLE`;
    }
    case "attribute":
      return measures.attribute(term.name, term.undated === true);
  }
}

/** Counts and sums of nothing are 0; mean, min, max, last and deviation of nothing are missing. */
function compileMeasure(m: Measure, measures: MeasureTable, d: Dialect): string {
  const filter = filterOf(m, measures, d);
  const field = m.of === undefined ? "" : measures.field(m.from, m.of);
  const col = (expression: string) => measures.column(m.from, expression);
  const and = (more: string) => (filter ? `${filter} AND ${more}` : more);
  switch (m.aggregate) {
    case "count":
      return d.orZero(col(d.count(filter)));
    case "distinct":
      return d.orZero(col(d.distinct(field, filter)));
    case "sum":
      return d.orZero(col(d.sum(field, filter)));
    case "mean":
      return d.divide(d.toDouble(col(d.sum(field, filter))), col(d.count(and(`${field} IS NOT NULL`))));
    case "min":
      return col(d.min(field, filter));
    case "max":
      return col(d.max(field, filter));
    case "last":
      return col(d.last(field, "time", filter));
    case "deviation": {
      // sample standard deviation from integer moments: sqrt((nΣx² − (Σx)²) / (n(n − 1)))
      const n = col(d.count(and(`${field} IS NOT NULL`)));
      const s1 = col(d.sum(field, filter));
      const s2 = col(d.sumOfSquares(field, filter));
      const squares = `${n} * ${s2} - ${d.wide(s1)} * ${s1}`;
      return d.sqrt(d.divide(d.toDouble(squares), d.toDouble(`${n} * (${n} - 1)`)));
    }
  }
}

function filterOf(m: Measure, measures: MeasureTable, d: Dialect): string {
  const lag = m.lagDays ?? 0;
  const conditions: string[] = [];
  if (m.windowDays !== undefined) conditions.push(`time >= ${d.minusDays("$1", m.windowDays + lag)}`);
  if (lag > 0) conditions.push(`time < ${d.minusDays("$1", lag)}`);
  for (const w of m.where ?? []) {
    const literal = (v: number | string) => (typeof v === "number" ? d.number(v) : d.text(v));
    const field = measures.field(m.from, w.field);
    if (w.is === "in") {
      const list = Array.isArray(w.value) ? w.value : [w.value];
      conditions.push(`${field} IN (${list.map(literal).join(", ")})`);
    } else conditions.push(`${field} ${w.is} ${literal(w.value as number | string)}`);
  }
  return conditions.join(" AND ");
}

function compilePredicate(p: Predicate, measures: MeasureTable, d: Dialect): string {
  if ("all" in p)
    return p.all.length ? `(${p.all.map((q) => compilePredicate(q, measures, d)).join(" AND ")})` : "TRUE";
  if ("any" in p)
    return p.any.length ? `(${p.any.map((q) => compilePredicate(q, measures, d)).join(" OR ")})` : "FALSE";
  if ("not" in p) return `NOT coalesce(${compilePredicate(p.not, measures, d)}, FALSE)`;
  return `coalesce(${compileTerm(p.term, measures, d)} ${p.is} ${d.number(p.value)}, FALSE)`;
}
