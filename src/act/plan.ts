import { KindredError } from "../core/errors.ts";
import { minorDigits } from "../core/money.ts";
import type { Work } from "../core/progress.ts";
import type { Sentence } from "../core/sentence.ts";
import type { Reason } from "../explain/reason.ts";
import { type PersonaKind, personaKind } from "../segments/name.ts";
import type { RfmSegment } from "../segments/rfm-names.ts";
import type { Built, Store } from "../store/store.ts";
import type { ActionDetail } from "./action.ts";
import { inControlGroup } from "./control.ts";
import { bandsOfRfm, type Decision, decide, type Situation } from "./decide.ts";
import { latestPersonas } from "./personas.ts";
import { checkPlaybook, firstPlaybook, type Playbook } from "./playbook.ts";
import { type Prediction, type PublishedGoal, predictionsOf, publishedGoal } from "./predictions.ts";

export interface ActionOptions {
  /** The first playbook when absent. */
  readonly playbook?: Playbook;
  readonly work?: Work;
}

export interface ActionReport {
  readonly playbook: Playbook;
  /** Rows of the list: one a customer with at least one counted order. */
  readonly actions: number;
  readonly control: number;
  /** Sum over the customers who are not in the control group; null where no money can be estimated. */
  readonly expectedMarginMinor: number | null;
  readonly currency: string | null;
  readonly byAction: readonly {
    readonly action: string;
    readonly what: Sentence;
    readonly customers: number;
    readonly expectedMarginMinor: number | null;
  }[];
  /** What the list rests on: which predictions, or that it falls back to RFM; and that effects are assumptions. */
  readonly notes: readonly Sentence[];
  readonly asOf: string;
}

interface Line {
  readonly customer: number;
  readonly segment: number;
  readonly decision: Decision;
  readonly situation: Situation;
  readonly control: boolean;
  readonly monetaryMinor: number;
  readonly reasons: string;
}

/**
 * The list of actions into `actions__next`: one line a customer, the most expected margin first, customers without a
 * money figure after those by what they spent so far.
 * @throws not-built where no RFM scores are there; bad-parameter for a playbook that cannot be
 */
export async function buildActions(store: Store, options: ActionOptions = {}): Promise<Built<ActionReport>> {
  const playbook = checkPlaybook(options.playbook ?? firstPlaybook);
  const { work } = options;
  const [churn, value] = [await publishedGoal(store, "churn"), await publishedGoal(store, "value")];
  const currency = await onlyCurrency(store);
  const minorPerUnit = 10 ** (currency ? minorDigits(currency) : 2);
  const asOf = await rfmMoment(store);
  const lines = await decideAll(store, playbook, minorPerUnit, churn, value);
  work?.signal?.throwIfAborted();
  await writeLines(store, playbook, lines, churn?.goal ?? null, asOf, work);
  return {
    report: {
      ...summarise(lines),
      playbook,
      currency,
      notes: notesOn(churn, value),
      asOf: asOf.toISOString(),
    },
    swaps: [{ from: "actions__next", to: "actions" }],
  };
}

async function rfmMoment(store: Store): Promise<Date> {
  const { asOf } = await store.one<{ asOf: Date | null }>(`SELECT max(as_of) AS "asOf" FROM rfm`);
  if (asOf === null) throw new KindredError("not-built", { what: "rfm", verb: "rfm" });
  return asOf;
}

async function onlyCurrency(store: Store): Promise<string | null> {
  const found = await store.rows<{ currency: string | null }>(
    "SELECT DISTINCT currency FROM orders WHERE currency IS NOT NULL LIMIT 2",
  );
  return found.length === 1 ? found[0]!.currency : null;
}

async function decideAll(
  store: Store,
  playbook: Playbook,
  minorPerUnit: number,
  churn: PublishedGoal | null,
  value: PublishedGoal | null,
): Promise<Line[]> {
  const leaving = await predictionsOf(store, churn);
  const worth = await predictionsOf(store, value);
  const kinds = new Map((await latestPersonas(store)).map((p) => [p.segment, personaKind(p.name)]));
  const c = await store.columns(
    `SELECT r.customer, c.customer_id, r.r, r.m, r.monetary_minor, r.segment AS rfm, s.segment
     FROM rfm r JOIN customers c USING (customer)
     LEFT JOIN (SELECT customer, min(segment) AS segment FROM memberships GROUP BY customer) s USING (customer)
     ORDER BY r.customer`,
  );
  const numbers = (name: string) => c[name] as Float64Array;
  const texts = (name: string) => c[name] as string[];
  const [keys, r, m, spent, segment] = ["customer", "r", "m", "monetary_minor", "segment"].map(numbers);
  const [ids, rfm] = ["customer_id", "rfm"].map(texts);
  const lines = Array.from(keys!, (customer, i): Line => {
    const risk = leaving.get(customer);
    const money = worth.get(customer);
    const persona = kinds.get(segment![i]!) ?? null;
    const situation = situate(rfm![i] as RfmSegment, persona, r![i]!, m![i]!, risk, money);
    return {
      customer,
      segment: Number.isNaN(segment![i]!) ? -1 : segment![i]!,
      decision: decide(situation, playbook, minorPerUnit),
      situation,
      control: inControlGroup(playbook.playbook, ids![i]!, playbook.controlShare),
      monetaryMinor: spent![i]!,
      reasons: risk?.reasons ?? "[]",
    };
  });
  return lines.sort(byPriority);
}

function situate(
  rfm: RfmSegment,
  persona: PersonaKind | null,
  r: number,
  m: number,
  risk: Prediction | undefined,
  money: Prediction | undefined,
): Situation {
  const simple = bandsOfRfm(r, m);
  return {
    rfm,
    persona,
    risk: risk?.band ?? simple.risk,
    value: money?.band ?? simple.value,
    churnProbability: risk?.probability ?? null,
    valueMinor: money ? Math.round(money.value) : null,
  };
}

/** Paying actions by expected margin, then those without a figure by past value, people to leave in peace last. */
function byPriority(a: Line, b: Line): number {
  const rank = ({ decision: { rule, expectedMarginMinor } }: Line) =>
    rule.works === "nothing" ? 2 : expectedMarginMinor === null ? 1 : 0;
  return (
    rank(a) - rank(b) ||
    (b.decision.expectedMarginMinor ?? 0) - (a.decision.expectedMarginMinor ?? 0) ||
    b.monetaryMinor - a.monetaryMinor ||
    a.customer - b.customer
  );
}

const CHUNK = 20_000;

async function writeLines(
  store: Store,
  playbook: Playbook,
  lines: readonly Line[],
  churnGoal: string | null,
  asOf: Date,
  work?: Work,
): Promise<void> {
  await store.build(async (w) => {
    await w.run("DROP TABLE IF EXISTS actions__next");
    await w.run("CREATE TABLE actions__next AS SELECT * FROM actions LIMIT 0");
    await w.run("DROP TABLE IF EXISTS actions__lines");
    await w.run(`CREATE TABLE actions__lines (customer BIGINT, action VARCHAR, segment INTEGER, goal VARCHAR,
      band VARCHAR, priority INTEGER, expected_margin_minor DOUBLE, detail VARCHAR)`);
    for (let from = 0; from < lines.length; from += CHUNK) {
      work?.signal?.throwIfAborted();
      work?.onProgress?.("actions", from, lines.length);
      const part = lines.slice(from, from + CHUNK);
      await w.append("actions__lines", [
        BigInt64Array.from(part, (l) => BigInt(l.customer)),
        part.map((l) => l.decision.rule.action),
        Int32Array.from(part, (l) => l.segment),
        part.map((l) => (l.situation.churnProbability === null ? null : churnGoal)),
        part.map((l) => l.situation.risk),
        Int32Array.from(part, (_, i) => from + i + 1),
        Float64Array.from(part, (l) => l.decision.expectedMarginMinor ?? Number.NaN),
        part.map((l) => JSON.stringify(detailOf(l, playbook))),
      ]);
    }
    await w.run(
      `INSERT INTO actions__next SELECT customer, $1, action, CASE WHEN segment >= 0 THEN segment END, goal, band,
         priority, expected_margin_minor::BIGINT, detail, $2 FROM actions__lines ORDER BY priority`,
      [playbook.playbook, asOf],
    );
    await w.run("DROP TABLE actions__lines");
  });
  work?.onProgress?.("actions", lines.length, lines.length);
}

function detailOf(line: Line, playbook: Playbook): ActionDetail {
  const { rule, costMinor, expectedMarginMinor } = line.decision;
  const { rfm, risk, value, churnProbability, valueMinor } = line.situation;
  const predicted = churnProbability !== null;
  return {
    what: { code: `act.what.${rule.action}`, data: {} },
    message: { code: `act.message.${rule.action}`, data: {} },
    reasons: (JSON.parse(line.reasons) as Reason[]).slice(0, 3),
    channel: rule.channel,
    churnProbability,
    valueMinor,
    expectedMarginMinor,
    assumptions: { marginRate: playbook.marginRate, effect: rule.effect, costMinor },
    control: line.control,
    because: {
      code: predicted ? "act.because.predicted" : "act.because.rfm",
      data: { rfm, risk, value, ...(predicted ? { probability: churnProbability } : {}) },
    },
  };
}

function summarise(lines: readonly Line[]) {
  const byAction = new Map<string, { customers: number; expectedMarginMinor: number | null }>();
  let total: number | null = null;
  let control = 0;
  for (const { decision, control: alone } of lines) {
    const { action } = decision.rule;
    const known = byAction.get(action) ?? { customers: 0, expectedMarginMinor: null };
    byAction.set(action, known);
    known.customers++;
    if (alone) control++;
    else if (decision.expectedMarginMinor !== null) {
      known.expectedMarginMinor = (known.expectedMarginMinor ?? 0) + decision.expectedMarginMinor;
      total = (total ?? 0) + decision.expectedMarginMinor;
    }
  }
  return {
    actions: lines.length,
    control,
    expectedMarginMinor: total,
    byAction: [...byAction].map(([action, sums]) => ({
      action,
      what: { code: `act.what.${action}`, data: {} },
      ...sums,
    })),
  };
}

function notesOn(churn: PublishedGoal | null, value: PublishedGoal | null): Sentence[] {
  const say = (code: string, data: Sentence["data"] = {}) => ({ code: `act.notes.${code}`, data });
  return [
    churn ? say("churnUsed", { goal: churn.goal, days: churn.horizonDays }) : say("churnMissing"),
    value ? say("valueUsed", { goal: value.goal, days: value.horizonDays }) : say("valueMissing"),
    say("assumptions"),
    say("control"),
  ];
}
