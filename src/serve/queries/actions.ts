import type { ActionDetail } from "../../act/action.ts";
import type { Reader } from "../../store/reader.ts";
import type { Bindable } from "../../store/values.ts";
import type { Words } from "../../words/index.ts";
import type { ActionRow } from "../contract/actions.ts";
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
export const actionWhere = `($1::VARCHAR IS NULL OR a.action = $1) AND ($2::INTEGER IS NULL OR a.segment = $2)
  AND ($3::VARCHAR IS NULL OR a.band = $3) AND ($4::VARCHAR IS NULL OR c.customer_id = $4)`;

export function actionParams(filter: ActionFilter): Bindable[] {
  return [filter.action ?? null, filter.segment ?? null, filter.band ?? null, filter.customer ?? null];
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
