import {
  type Aggregate,
  aggregates,
  type Fact,
  facts,
  type Measure,
  type Term,
  trendWindows,
  type Where,
} from "./algebra.ts";
import { type FieldType, factFields } from "./facts.ts";
import {
  asFields,
  asFlag,
  asList,
  asNumber,
  asOneOf,
  asText,
  asWhole,
  at,
  type Fields,
  type Place,
  refuse,
} from "./parse-shape.ts";

/** How many predicates and terms may still come: each becomes a piece of the statement. */
export interface Budget {
  parts: number;
}

const MOST_DEPTH = 32;
const MOST_DAYS = 36_600;
const MOST_TREND_WINDOWS = 24;
const MOST_IN_LIST = 200;

/** Counts one part at `depth` against the limits. */
export function spend(place: Place, budget: Budget, depth: number): void {
  if (depth > MOST_DEPTH) refuse(place, `↓ ≤ ${MOST_DEPTH}`);
  if (--budget.parts < 0) refuse(place, "Σ ≤ 500");
}

const ops = ["measure", "daysSince", "number", "ratio", "difference", "total", "trend", "attribute"] as const;

export function parseTerm(place: Place, budget: Budget, depth: number): Term {
  spend(place, budget, depth);
  const { path, value } = place;
  if (typeof value !== "object" || value === null || Array.isArray(value)) refuse(place, "{op, …}");
  const op = asOneOf(at(path, value as Fields, "op"), ops);
  const nested = (fields: Fields, name: string) => parseTerm(at(path, fields, name), budget, depth + 1);
  switch (op) {
    case "measure":
      return parseMeasure(place);
    case "daysSince": {
      const f = asFields(place, ["op", "which", "from"]);
      return {
        op,
        which: asOneOf(at(path, f, "which"), ["first", "last"]),
        from: asOneOf(at(path, f, "from"), facts),
      };
    }
    case "number": {
      const f = asFields(place, ["op", "value"]);
      return { op, value: asNumber(at(path, f, "value")) };
    }
    case "ratio": {
      const f = asFields(place, ["op", "of", "over"]);
      return { op, of: nested(f, "of"), over: nested(f, "over") };
    }
    case "difference": {
      const f = asFields(place, ["op", "of", "minus"]);
      return { op, of: nested(f, "of"), minus: nested(f, "minus") };
    }
    case "total": {
      const f = asFields(place, ["op", "of", "plus"]);
      return { op, of: nested(f, "of"), plus: nested(f, "plus") };
    }
    case "trend":
      return parseTrend(place);
    case "attribute": {
      const f = asFields(place, ["op", "name", "undated"]);
      const undated = at(path, f, "undated");
      return {
        op,
        name: asText(at(path, f, "name")),
        ...(undated.value === undefined ? {} : { undated: asFlag(undated) }),
      };
    }
  }
}

function parseTrend(place: Place): Term {
  const { path } = place;
  const f = asFields(place, ["op", "of", "windows"]);
  const of = parseMeasure(at(path, f, "of"));
  const span = at(`${path}.of`, of as unknown as Fields, "windowDays");
  if (of.windowDays === undefined) refuse(span, `0 < x ≤ ${MOST_DAYS}`);
  const windows = asWhole(at(path, f, "windows"), 2, MOST_TREND_WINDOWS);
  const lengths = trendWindows(of, windows).map((w) => (w.windowDays ?? 0) * 24);
  if (!lengths.every(Number.isInteger)) refuse(span, `${windows} × 1/24, ${windows} × 2/24, …`);
  return { op: "trend", of, windows };
}

function parseMeasure(place: Place): Measure {
  const { path } = place;
  const f = asFields(place, ["op", "from", "aggregate", "of", "windowDays", "lagDays", "where"]);
  asOneOf(at(path, f, "op"), ["measure"]);
  const from = asOneOf(at(path, f, "from"), facts);
  const aggregate = asOneOf(at(path, f, "aggregate"), aggregates);
  const field = parseField(at(path, f, "of"), from, aggregate);
  const windowDays = days(at(path, f, "windowDays"), 1 / 24);
  const lagDays = days(at(path, f, "lagDays"), 0);
  const where = at(path, f, "where");
  return {
    op: "measure",
    from,
    aggregate,
    ...(field === undefined ? {} : { of: field }),
    ...(windowDays === undefined ? {} : { windowDays }),
    ...(lagDays === undefined ? {} : { lagDays }),
    ...(where.value === undefined
      ? {}
      : { where: asList(where, MOST_IN_LIST).map((item) => parseWhere(item, from)) }),
  };
}

/** Numbers can be summed, keys and texts only counted apart; a count needs no field. */
function parseField(place: Place, from: Fact, aggregate: Aggregate): string | undefined {
  if (aggregate === "count") {
    if (place.value !== undefined) refuse(place, "—");
    return undefined;
  }
  const fits = ([, type]: [string, FieldType]) => aggregate === "distinct" || type === "integer";
  const allowed = Object.entries(factFields[from]).filter(fits);
  return asOneOf(
    place,
    allowed.map(([name]) => name),
  );
}

function days(place: Place, least: number): number | undefined {
  const { value } = place;
  if (value === undefined) return undefined;
  const whole = typeof value === "number" && Number.isInteger(value * 24);
  if (!whole || value < least || value > MOST_DAYS) {
    refuse(place, least === 0 ? `0, 1/24, … ${MOST_DAYS}` : `1/24, 2/24, … ${MOST_DAYS}`);
  }
  return value;
}

function parseWhere(place: Place, from: Fact): Where {
  const { path } = place;
  const f = asFields(place, ["field", "is", "value"]);
  const field = asOneOf(at(path, f, "field"), Object.keys(factFields[from]));
  const ordered = factFields[from][field] === "integer";
  const is = asOneOf(
    at(path, f, "is"),
    ordered ? (["=", "!=", "<", "<=", ">", ">=", "in"] as const) : (["=", "!=", "in"] as const),
  );
  const text = factFields[from][field] === "text";
  const scalar = (item: Place): number | string => (text ? asText(item) : asNumber(item));
  const value = at(path, f, "value");
  if (is !== "in") return { field, is, value: scalar(value) };
  const list = asList(value, MOST_IN_LIST);
  if (list.length === 0) refuse(value, `[…], 1 ≤ n ≤ ${MOST_IN_LIST}`);
  return { field, is, value: list.map(scalar) };
}
