import { type Clock, systemClock } from "../core/clock.ts";
import { KindredError } from "../core/errors.ts";
import type { Work } from "../core/progress.ts";
import type { Sentence } from "../core/sentence.ts";
import type { Built, Store } from "../store/store.ts";
import { realitySentence } from "./advise.ts";
import { principalAxes } from "./axes.ts";
import { centresOf, distancesToCentre } from "./centres.ts";
import { type ClusteringData, readClusteringData } from "./clustering-data.ts";
import { clusteringScale } from "./clustering-scale.ts";
import { findGroups } from "./find-groups.ts";
import { readFormer } from "./former.ts";
import { checkMethod, kMeansCluster } from "./method.ts";
import { NEXT_DAYS, nextPeriod } from "./next-period.ts";
import type { SegmentationReport } from "./persona.ts";
import { describeGroups } from "./personas.ts";
import { saveSegmentation } from "./save.ts";

export interface SegmentOptions {
  readonly method: string;
  /** The user's number of groups, 2 … 50; an advised one when absent. */
  readonly groups?: number;
  /** Features or numeric customer columns to cluster on; a stated choice when absent. */
  readonly features?: readonly string[];
  readonly seed: number;
  readonly threads: number;
  /** Moment written beside the result; the wall clock when absent. */
  readonly clock?: Clock;
  readonly work?: Work;
}

/** The segmentation of the workspace; others beside it would carry names of their own. */
const NAME = "main";
/** Nobody keeps more kinds of people apart. */
const MOST_GROUPS = 50;

/**
 * Cuts the customers into groups as of the data's last day and describes each as a persona, into `segmentations__next`
 * and `memberships__next`. Same data, options and seed → same groups, whatever `threads`.
 * @throws bad-option (method, number of groups), unknown-feature, too-few-customers, nothing-varies
 */
export async function segmentCustomers(
  store: Store,
  options: SegmentOptions,
): Promise<Built<SegmentationReport>> {
  const from = performance.now();
  const method = checkMethod(options.method);
  checkGroups(options.groups);
  const { seed, threads, work, clock = systemClock } = options;
  work?.onProgress?.("segment", 0, 1);
  const data = await readClusteringData(store, options.features);
  const customers = data.customers.length;
  const fewest = options.groups ?? 2;
  if (customers < fewest) throw new KindredError("too-few-customers", { customers, groups: fewest });
  const scale = clusteringScale(data, options.features);
  const { scores } = principalAxes(scale.x);
  const found = await findGroups(scale.x, scores, kMeansCluster(threads, work), {
    quick: kMeansCluster(threads, work, true),
    ...(options.groups ? { groups: options.groups } : {}),
    seed,
    ...(work ? { work } : {}),
  });
  const { labels } = found;
  const { groups } = found.candidate;
  const centres = centresOf(scale.x, labels, groups);
  const { features } = scale;
  const today = { asOf: data.asOf, features, attributes: data.attributes, centres };
  const next = data.kind === "shop" ? await nextPeriod(store, today) : null;
  const described = await describeGroups(store, {
    data,
    scale,
    chosenByUser: options.features !== undefined,
    labels,
    groups,
    next,
    former: await readFormer(store, NAME, data.customers),
  });
  work?.signal?.throwIfAborted();
  const { candidate } = found;
  const report: SegmentationReport = {
    segmentation: NAME,
    method,
    groups,
    chosen: found.chosen,
    candidates: found.candidates.map(({ groups: k, silhouette, stability, smallest }) => ({
      groups: k,
      silhouette,
      stability,
      smallest,
    })),
    silhouette: candidate.silhouette,
    stability: candidate.stability,
    real: candidate.real,
    realWhy: realitySentence(candidate),
    features,
    notes: notesOn(data, found.sampled, next !== null),
    personas: described.personas,
    events: described.events,
    moves: described.moves,
    nextSegment: described.nextSegment,
    customers,
    currency: described.currency,
    asOf: data.asOf.toISOString(),
    seconds: Math.round(performance.now() - from) / 1000,
  };
  return saveSegmentation(store, report, clock.now(), {
    customers: data.customers,
    segments: Int32Array.from(labels, (g) => described.segments[g]!),
    axes: scores,
    distances: distancesToCentre(scale.x, labels, centres),
  });
}

function checkGroups(groups: number | undefined): void {
  if (groups === undefined || (Number.isInteger(groups) && groups >= 2 && groups <= MOST_GROUPS)) return;
  throw new KindredError("bad-option", { option: "--groups", value: groups, allowed: `2 … ${MOST_GROUPS}` });
}

function notesOn({ kind, customers }: ClusteringData, sampled: number, nextKnown: boolean): Sentence[] {
  const say = (code: string, data: Sentence["data"] = {}) => ({ code: `segments.notes.${code}`, data });
  return [
    say("choice"),
    say("effects"),
    ...(kind === "shop" ? [say(nextKnown ? "next" : "nextMissing", { days: NEXT_DAYS })] : []),
    ...(sampled < customers.length ? [say("sampled", { rows: sampled })] : []),
  ];
}
