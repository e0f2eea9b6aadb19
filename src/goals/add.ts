import { readFileSync, statSync } from "node:fs";
import type { Clock } from "../core/clock.ts";
import { KindredError } from "../core/errors.ts";
import type { Predicate } from "../features/algebra.ts";
import { parsePredicate } from "../features/parse-predicate.ts";
import { activeCustomers, buyers } from "../features/population.ts";
import { shopFeatures } from "../features/shop.ts";
import type { Store } from "../store/store.ts";
import type { Writer } from "../store/writer.ts";
import { type Goal, type GoalKind, goalKinds, type TrainableKind, trainableKinds } from "./goal.ts";
import { parseGoalJson } from "./parse.ts";

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

const populations: Readonly<Record<TrainableKind, Predicate>> = {
  churn: activeCustomers(ACTIVE_DAYS),
  value: buyers,
};

/**
 * Defines a goal, or defines it anew. Throws `bad-goal` (field, value, allowed), `goal-kind-not-yet`, `too-deep`,
 * `bad-predicate`, `not-found` for a missing population file, `unknown-feature` for a name in `leaveOut`.
 */
export async function addGoal(store: Store, request: GoalRequest): Promise<Goal> {
  const goal = checkGoal(request);
  await store.write((w) => put(w, goal, request.clock.now()));
  return goal;
}

/** Sees to the goals every shop has, churn and value over 90 days; leaves a goal of theirs that is there alone. */
export async function ensureDefaultGoals(store: Store, clock: Clock): Promise<void> {
  await store.write(async (w) => {
    const known = await w.rows<{ kind: string }>("SELECT DISTINCT kind FROM goals");
    for (const kind of trainableKinds) {
      if (known.some((k) => k.kind === kind)) continue;
      await put(w, checkGoal({ name: kind, kind, horizonDays: DEFAULT_HORIZON_DAYS, clock }), clock.now());
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

function checkGoal(request: GoalRequest): Goal {
  const { name, horizonDays, leaveOut = [], populationFile } = request;
  if (!/^[\p{L}\p{N}][\p{L}\p{N} _.-]{0,59}$/u.test(name))
    throw badGoal("name", name, "1–60 × [A–Z a–z 0–9 _ . -]");
  const kind = checkKind(request.kind);
  if (!Number.isInteger(horizonDays) || horizonDays < 1 || horizonDays > LONGEST_HORIZON_DAYS)
    throw badGoal("horizon", String(horizonDays), `1d … ${LONGEST_HORIZON_DAYS}d`);
  if (request.outcome !== undefined) throw badGoal("outcome", request.outcome, `--kind column`);
  const known = shopFeatures.map((f) => f.name);
  const unknown = [...leaveOut, ...(request.keep ?? [])].find((f) => !known.includes(f));
  if (unknown !== undefined)
    throw new KindredError("unknown-feature", { feature: unknown, known: known.join(", ") });
  return {
    name,
    kind,
    horizonDays,
    gapDays: 0,
    population: populationFile === undefined ? populations[kind] : readPopulation(populationFile),
    leaveOut: [...leaveOut],
  };
}

function checkKind(kind: string): TrainableKind {
  if (!goalKinds.includes(kind as GoalKind)) throw badGoal("kind", kind, goalKinds.join(", "));
  if (!trainableKinds.includes(kind as TrainableKind))
    throw new KindredError("goal-kind-not-yet", { kind, possible: trainableKinds.join(", ") });
  return kind as TrainableKind;
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
