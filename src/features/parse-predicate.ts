import type { Predicate } from "./algebra.ts";
import { asFields, asList, asNumber, asOneOf, at, type Place, refuse } from "./parse-shape.ts";
import { type Budget, parseTerm, spend } from "./parse-term.ts";

const MOST_PARTS = 500;
const MOST_IN_LIST = 200;
const comparisons = ["<", "<=", ">", ">=", "=", "!="] as const;

/**
 * A predicate from a user's file: `{all: […]}`, `{any: […]}`, `{not: …}` or `{term, is, value}`.
 * Throws `bad-predicate` with the place, the value and what is allowed there; also for one nested deeper than 32 or made
 * of more than 500 parts. The result holds known fields only, so it can be stored and compiled.
 */
export function parsePredicate(value: unknown): Predicate {
  return predicate({ path: "", value }, { parts: MOST_PARTS }, 1);
}

function predicate(place: Place, budget: Budget, depth: number): Predicate {
  spend(place, budget, depth);
  const { path } = place;
  const fields = asFields(place, ["all", "any", "not", "term", "is", "value"]);
  const forms = ["all", "any", "not", "term"].filter((form) => Object.hasOwn(fields, form));
  if (forms.length !== 1) refuse(place, "{all}, {any}, {not}, {term, is, value}");
  const nested = (item: Place) => predicate(item, budget, depth + 1);
  switch (forms[0]) {
    case "all":
      return { all: asList(at(path, asFields(place, ["all"]), "all"), MOST_IN_LIST).map(nested) };
    case "any":
      return { any: asList(at(path, asFields(place, ["any"]), "any"), MOST_IN_LIST).map(nested) };
    case "not":
      return { not: nested(at(path, asFields(place, ["not"]), "not")) };
    default: {
      const own = asFields(place, ["term", "is", "value"]);
      return {
        term: parseTerm(at(path, own, "term"), budget, depth + 1),
        is: asOneOf(at(path, own, "is"), comparisons),
        value: asNumber(at(path, own, "value")),
      };
    }
  }
}
