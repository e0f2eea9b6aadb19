import type { ActionDetail } from "../../act/action.ts";
import type { Reader } from "../../store/reader.ts";
import type { Bindable } from "../../store/values.ts";
import type { Words } from "../../words/index.ts";
import type { ActionKind, ActionRow } from "../contract/actions.ts";
import type { Band } from "../contract/common.ts";
import { wordedReasons } from "../labels.ts";
import { worded } from "../worded.ts";
import type { Badges } from "./personas.ts";

interface StoredAction {
  readonly customer_id: string;
  readonly action: string;
  readonly segment: number | null;
  readonly goal: string;
  readonly band: Band;
  readonly priority: number;
  readonly expected_margin_minor: number | null;
  readonly detail: string;
}

export interface ActionFilter {
  readonly action?: string;
  readonly segment?: number;
  readonly band?: Band;
  readonly customer?: string;
}

/** The rows of `actions a` (with `customers c`) a filter keeps, as SQL over $1–$4 and their values. */
const actionWhere = `($1::VARCHAR IS NULL OR a.action = $1) AND ($2::INTEGER IS NULL OR a.segment = $2)
  AND ($3::VARCHAR IS NULL OR a.band = $3) AND ($4::VARCHAR IS NULL OR c.customer_id = $4)`;

function actionParams(filter: ActionFilter): Bindable[] {
  return [filter.action ?? null, filter.segment ?? null, filter.band ?? null, filter.customer ?? null];
}

interface StoredKind {
  readonly action: string;
  readonly customers: number;
  readonly margin: number | null;
  readonly detail: string;
}

/** A row left alone on purpose, so that the effect of the others can be seen. */
const isControl = "(a.detail->>'$.control')::BOOLEAN";

/** The kinds of actions in the whole list, the most margin first. */
export async function actionKinds(reader: Reader, words: Words): Promise<ActionKind[]> {
  const rows = await reader.rows<StoredKind>(
    `SELECT action, count(*) FILTER (NOT ${isControl}) AS customers, arg_min(detail, priority) AS detail,
       sum(expected_margin_minor) FILTER (NOT ${isControl}) AS margin
     FROM actions a GROUP BY action ORDER BY margin DESC NULLS LAST, customers DESC, action`,
  );
  return rows.map(({ action, customers, margin, detail }) => {
    const { what, assumptions } = JSON.parse(detail) as ActionDetail;
    return {
      action,
      what: worded(what, words),
      customers,
      expectedMarginMinor: margin,
      assumptions: { ...assumptions },
    };
  });
}

export interface ActionTotals {
  readonly total: number;
  readonly control: number;
  readonly margin: number | null;
  readonly as_of: Date | null;
}

/** How many rows a filter keeps, how many of them are left alone, and the margin of the others. */
export function actionTotals(reader: Reader, filter: ActionFilter): Promise<ActionTotals> {
  return reader.one<ActionTotals>(
    `SELECT count(*) AS total, count(*) FILTER (${isControl}) AS control, max(a.as_of) AS as_of,
       sum(a.expected_margin_minor) FILTER (NOT ${isControl}) AS margin
     FROM actions a JOIN customers c USING (customer) WHERE ${actionWhere}`,
    actionParams(filter),
  );
}

/** Actions a filter keeps, most important first. */
export async function readActions(
  reader: Reader,
  filter: ActionFilter,
  page: { readonly limit: number; readonly offset: number },
  badges: Badges,
  words: Words,
): Promise<ActionRow[]> {
  const rows = await reader.rows<StoredAction>(
    `SELECT c.customer_id, a.action, a.segment, a.goal, a.band, a.priority, a.expected_margin_minor, a.detail
     FROM actions a JOIN customers c USING (customer) WHERE ${actionWhere}
     ORDER BY a.priority, c.customer_id LIMIT $5 OFFSET $6`,
    [...actionParams(filter), page.limit, page.offset],
  );
  return rows.map((row) => actionRow(row, badges, words));
}

function actionRow(row: StoredAction, badges: Badges, words: Words): ActionRow {
  const detail = JSON.parse(row.detail) as ActionDetail;
  return {
    customerId: row.customer_id,
    action: row.action,
    what: worded(detail.what, words),
    message: worded(detail.message, words),
    persona: badges.of(row.segment),
    goal: row.goal,
    band: row.band,
    priority: row.priority,
    channel: detail.channel,
    channelText: words.say(`act.channel.${detail.channel}`),
    churnProbability: detail.churnProbability,
    valueMinor: detail.valueMinor,
    expectedMarginMinor: row.expected_margin_minor,
    assumptions: { ...detail.assumptions },
    control: detail.control,
    because: worded(detail.because, words),
    reasons: wordedReasons(detail.reasons, words),
  };
}
