import { readFileSync, statSync } from "node:fs";
import type { Clock } from "../core/clock.ts";
import { KindredError } from "../core/errors.ts";
import type { Predicate } from "../features/algebra.ts";
import { parsePredicate } from "../features/parse-predicate.ts";
import { activeCustomers, buyers } from "../features/population.ts";
import { shopFeatures } from "../features/shop.ts";
import type { Store } from "../store/store.ts";
import type { Writer } from "../store/writer.ts";
import {
  type Goal,
  type GoalKind,
  goalKinds,
  type RecordedGoal,
  type RecordedKind,
  recordedKinds,
  type ShopGoal,
  type ShopKind,
  shopKinds,
} from "./goal.ts";
import { parseGoalJson } from "./parse.ts";
import { readAttributeTable } from "./recorded/attribute-table.ts";
import { parseOutcome, recordedOutcome } from "./recorded/outcome.ts";

export interface GoalRequest {
  readonly name: string;
  readonly kind: string;
  readonly horizonDays: number;
  /** `column=value`, for goals on a recorded outcome. */
  readonly outcome?: string;
  /** File with the predicate that says who is eligible. */
  readonly populationFile?: string;
  readonly keep?: readonly string[];
  readonly leaveOut?: readonly string[];
  readonly clock: Clock;
}

const DEFAULT_HORIZON_DAYS = 90;
/** Active = ordered in so many days before the moment of the prediction. */
const ACTIVE_DAYS = 180;
const LONGEST_HORIZON_DAYS = 1825;
const LARGEST_FILE_BYTES = 1_000_000;

const populations: Readonly<Record<ShopKind, Predicate>> = {
  churn: activeCustomers(ACTIVE_DAYS),
  value: buyers,
};

/**
 * Defines a goal, or defines it anew. Throws `bad-goal` (field, value, allowed), `goal-kind-not-yet`, `too-deep`,
 * `bad-predicate`, `not-found` for a missing population file, `unknown-feature` for a name in `leaveOut` or `keep`.
 */
export async function addGoal(store: Store, request: GoalRequest): Promise<Goal> {
  const goal = request.outcome === undefined ? shopGoal(request) : await recordedGoal(store, request);
  await store.write((w) => put(w, goal, request.clock.now()));
  return goal;
}

/** Sees to the goals every shop has, churn and value over 90 days; leaves a goal of theirs that is there alone. */
export async function ensureDefaultGoals(store: Store, clock: Clock): Promise<void> {
  await store.write(async (w) => {
    const { goals, orders } = await w.one<{ goals: number; orders: number }>(
      `SELECT (SELECT count(*) FROM goals WHERE json_extract(definition, '$.outcome') IS NOT NULL) AS goals,
         (SELECT count(*) FROM orders) AS orders`,
    );
    // Customers without orders who have a goal of their own need none on orders.
    if (goals > 0 && orders === 0) return;
    const known = await w.rows<{ kind: string }>("SELECT DISTINCT kind FROM goals");
    for (const kind of shopKinds) {
      if (known.some((k) => k.kind === kind)) continue;
      await put(w, shopGoal({ name: kind, kind, horizonDays: DEFAULT_HORIZON_DAYS, clock }), clock.now());
    }
  });
}

async function put(w: Writer, goal: Goal, at: Date): Promise<void> {
  const changed = await w.run(
    "UPDATE goals SET kind = $2, definition = $3, updated_at = $4 WHERE goal = $1",
    [goal.name, goal.kind, JSON.stringify(goal), at],
  );
  if (changed === 0)
    await w.run("INSERT INTO goals VALUES ($1, $2, $3, $4, $4)", [
      goal.name,
      goal.kind,
      JSON.stringify(goal),
      at,
    ]);
}

function shopGoal(request: GoalRequest): ShopGoal {
  const { horizonDays, leaveOut = [], keep = [], populationFile } = request;
  const name = checkName(request.name);
  const kind = checkKind(request.kind);
  if (!shopKinds.includes(kind as ShopKind)) {
    if (recordedKinds.includes(kind as RecordedKind)) throw badGoal("outcome", "", "--outcome column=value");
    throw new KindredError("goal-kind-not-yet", {
      kind,
      possible: [...shopKinds, ...recordedKinds].join(", "),
    });
  }
  if (!Number.isInteger(horizonDays) || horizonDays < 1 || horizonDays > LONGEST_HORIZON_DAYS)
    throw badGoal("horizon", String(horizonDays), `1d … ${LONGEST_HORIZON_DAYS}d`);
  demandKnown(
    [...leaveOut, ...keep],
    shopFeatures.map((f) => f.name),
  );
  return {
    name,
    kind: kind as ShopKind,
    horizonDays,
    gapDays: 0,
    population: populationFile === undefined ? populations[kind as ShopKind] : readPopulation(populationFile),
    leaveOut: [...leaveOut],
  };
}

/** A goal on a column of the customers: the column and the value must be there. */
async function recordedGoal(store: Store, request: GoalRequest): Promise<RecordedGoal> {
  const { leaveOut = [], keep = [] } = request;
  const name = checkName(request.name);
  const kind = checkKind(request.kind);
  if (!recordedKinds.includes(kind as RecordedKind)) throw badGoal("kind", kind, recordedKinds.join(", "));
  if (request.populationFile !== undefined) throw badGoal("population", request.populationFile, "–");
  const outcome = parseOutcome(request.outcome!);
  const table = await readAttributeTable(store);
  recordedOutcome(table, outcome);
  demandKnown(
    [...leaveOut, ...keep],
    table.attributes.map((a) => a.name),
  );
  return {
    name,
    kind: kind as RecordedKind,
    horizonDays: 0,
    leaveOut: [...leaveOut],
    outcome,
    keep: [...keep],
  };
}

function checkName(name: string): string {
  if (!/^[\p{L}\p{N}][\p{L}\p{N} _.-]{0,59}$/u.test(name))
    throw badGoal("name", name, "1–60 × [A–Z a–z 0–9 _ . -]");
  return name;
}

function checkKind(kind: string): GoalKind {
  const found = goalKinds.find((k) => k === kind);
  if (!found) throw badGoal("kind", kind, goalKinds.join(", "));
  return found;
}

function demandKnown(names: readonly string[], known: readonly string[]): void {
  const unknown = names.find((name) => !known.includes(name));
  if (unknown !== undefined)
    throw new KindredError("unknown-feature", { feature: unknown, known: known.join(", ") });
}

function readPopulation(file: string): Predicate {
  const found = statSync(file, { throwIfNoEntry: false });
  if (!found?.isFile()) throw new KindredError("not-found", { what: "--population", name: file });
  if (found.size > LARGEST_FILE_BYTES) throw badGoal("population", file, `≤ ${LARGEST_FILE_BYTES / 1e6} MB`);
  return parsePredicate(parseGoalJson(readFileSync(file, "utf8")));
}

function badGoal(field: string, value: string, allowed: string): KindredError {
  return new KindredError("bad-goal", { field, value: value.slice(0, 80), allowed });
}
