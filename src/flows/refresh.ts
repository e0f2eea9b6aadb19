import type { ActionReport } from "../act/plan.ts";
import { buildActions } from "../act/plan.ts";
import { buildRecommender } from "../act/recommend/build.ts";
import type { RecommenderReport } from "../act/recommend/report.ts";
import type { Clock } from "../core/clock.ts";
import type { Work } from "../core/progress.ts";
import { ensureDefaultGoals } from "../goals/add.ts";
import { scoreGoals } from "../goals/score.ts";
import { goalNames, trainGoal } from "../goals/train.ts";
import { projectEvents } from "../ingest/events/project/project.ts";
import { saveFindings } from "../quality/save.ts";
import type { SegmentationReport } from "../segments/persona.ts";
import { buildRfm } from "../segments/rfm.ts";
import { segmentAgain } from "../segments/segment-again.ts";
import { buildTexts } from "../segments/text/build.ts";
import type { ThemesReport } from "../segments/text/report.ts";
import type { Store } from "../store/store.ts";
import type { ProofReport } from "../validate/report.ts";

export interface RefreshOptions {
  readonly threads: number;
  readonly seed: number;
  readonly clock: Clock;
  readonly work?: Work;
}

export interface RefreshReport {
  readonly segmentation: SegmentationReport;
  readonly proofs: readonly ProofReport[];
  readonly scored: number;
  /** Null where there are no orders: both follow from what is bought. */
  readonly actions: ActionReport | null;
  readonly recommender: RecommenderReport | null;
  /** Null where there are no reviews. */
  readonly themes: ThemesReport | null;
  /** Seconds of each step. */
  readonly stages: Readonly<Record<string, number>>;
}

/**
 * From stored facts, those that wait as events among them, to everything derived: findings, RFM, personas, proven
 * predictions, scores, actions, recommendations and what reviews say. It works on a draft of the workspace, so that readers
 * see the old refresh until the new one is whole, and never a mix.
 */
export async function refresh(store: Store, options: RefreshOptions): Promise<RefreshReport> {
  await projectEvents(store, options.clock);
  return store.draft((draft) => refreshDraft(draft, options));
}

async function refreshDraft(store: Store, options: RefreshOptions): Promise<RefreshReport> {
  const stages: Record<string, number> = {};
  const { work } = options;
  const step = async <T>(name: string, fn: () => Promise<T>): Promise<T> => {
    work?.signal?.throwIfAborted();
    work?.onProgress?.(name, 0, 1);
    const from = performance.now();
    const result = await fn();
    stages[name] = Math.round(performance.now() - from) / 1000;
    return result;
  };

  await step("check", () => saveFindings(store, options.clock));
  const { shop } = await store.one<{ shop: boolean }>("SELECT count(*) > 0 AS shop FROM orders");
  if (shop) {
    await ensureDefaultGoals(store, options.clock);
    const rfm = await step("rfm", () => buildRfm(store, options));
    await store.publish(rfm.swaps, rfm.commit);
  }
  const segmentation = await step("segment", () => segmentAgain(store, options));
  await store.publish(segmentation.swaps, segmentation.commit);
  const proofs = await step("train", async () => {
    const reports: ProofReport[] = [];
    for (const goal of await goalNames(store)) {
      const trained = await trainGoal(store, goal, options);
      await store.publish(trained.swaps, trained.commit);
      reports.push(trained.report);
    }
    return reports;
  });
  const scores = await step("score", () => scoreGoals(store, undefined, options));
  await store.publish(scores.swaps, scores.commit);
  const actions = shop ? await step("actions", () => buildActions(store, options)) : null;
  if (actions) await store.publish(actions.swaps, actions.commit);
  const recommender = shop ? await step("recommend", () => buildRecommender(store, options)) : null;
  if (recommender) await store.publish(recommender.swaps, recommender.commit);
  const texts = await step("text", () => buildTexts(store, options));
  if (texts) await store.publish(texts.swaps, texts.commit);
  return {
    segmentation: segmentation.report,
    proofs,
    scored: scores.report.reduce((sum, s) => sum + s.scored, 0),
    actions: actions?.report ?? null,
    recommender: recommender?.report ?? null,
    themes: texts?.report ?? null,
    stages,
  };
}
