import type { ColumnInfo } from "../../core/matrix.ts";
import { type Condition, leafPaths } from "../boosting/paths.ts";
import type { Trees } from "../boosting/trees.ts";
import type { CategoryCodes } from "../forest/categories.ts";
import { shortest } from "./threshold.ts";

/** One condition of a leaf: a range of a number, or categories. */
type RuleCondition =
  | {
      readonly kind: "number";
      readonly column: string;
      /** Above this, not equal; null = no lower end. */
      readonly above: number | null;
      /** At most this; null = no upper end. */
      readonly atMost: number | null;
      /** What is missing fulfils it too. */
      readonly missing: boolean;
    }
  | {
      readonly kind: "category";
      readonly column: string;
      /** Names (or codes, where the column has no names) that fulfil it, in their order. */
      readonly categories: readonly string[];
      /** What is missing, and categories never seen, fulfil it too. */
      readonly missing: boolean;
    };

/** A leaf in full: all conditions hold → this many of the training rows, this prediction. */
export interface LeafRule {
  readonly conditions: readonly RuleCondition[];
  readonly rows: number;
  /** Share of all training rows. */
  readonly share: number;
  /** Probability of class 1, or mean amount. */
  readonly value: number;
}

/** The leaves of a single tree from left to right, conditions in the order they are asked, one a column. */
export function leafRules(trees: Trees, columns: readonly ColumnInfo[], codes: CategoryCodes): LeafRule[] {
  const leaves = leavesOf(trees, trees.roots[0]!);
  const all = trees.cover[trees.roots[0]!]!;
  return leafPaths(trees).map(({ value, conditions }, i) => {
    const rows = trees.cover[leaves[i]!]!;
    return {
      conditions: conditions.map((condition) => ruleOf(condition, columns[condition.column]!, codes)),
      rows,
      share: rows / all,
      value,
    };
  });
}

/** Leaves from left to right: the order of `leafPaths`. */
function leavesOf(trees: Trees, node: number): number[] {
  if (trees.column[node]! < 0) return [node];
  return [...leavesOf(trees, trees.left[node]!), ...leavesOf(trees, trees.right[node]!)];
}

function ruleOf(condition: Condition, info: ColumnInfo, codes: CategoryCodes): RuleCondition {
  const { column, missing } = condition;
  const own = codes[column];
  if (!own) {
    const end = (value: number) => (Number.isFinite(value) ? shortest(value) : null);
    return {
      kind: "number",
      column: info.name,
      above: end(condition.low),
      atMost: end(condition.high),
      missing,
    };
  }
  const held = (bin: number) =>
    bin < (condition.codes?.length ?? 0) ? condition.codes![bin] === 1 : missing;
  const categories = own.filter((_, bin) => held(bin)).map((code) => info.categories?.[code] ?? String(code));
  return { kind: "category", column: info.name, categories, missing };
}
