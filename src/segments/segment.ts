import { type Clock, systemClock } from "../core/clock.ts";
import { KindredError } from "../core/errors.ts";
import type { Work } from "../core/progress.ts";
import type { Sentence } from "../core/sentence.ts";
import type { Built, Store } from "../store/store.ts";
import { principalAxes } from "./axes.ts";
import { centresOf, distancesToCentre, reachOf } from "./centres.ts";
import { type ClusteringData, readClusteringData } from "./clustering-data.ts";
import { clusteringScale } from "./clustering-scale.ts";
import { readFormer } from "./former.ts";
import { groupRows } from "./grouping.ts";
import { checkMethod } from "./method.ts";
import { NEXT_DAYS, nextPeriod } from "./next-period.ts";
import { type Asked, NOWHERE, type SegmentationReport } from "./persona.ts";
import { describeGroups } from "./personas.ts";
import { saveSegmentation } from "./save.ts";

/** Numbers and distances that are absent are advised; so are features: those to cluster on, or numeric customer columns. */
export interface SegmentOptions extends Asked {
  readonly seed: number;
  readonly threads: number;
  /** Moment written beside the result; the wall clock when absent. */
  readonly clock?: Clock;
  readonly work?: Work;
  /** Why this is not what was asked for, to stand among the notes. */
  readonly instead?: Sentence;
}

/** The segmentation of the workspace; others beside it would carry names of their own. */
const NAME = "main";
/**
 * Groups the customers as of the data's last day and describes each group as a persona, into `segmentations__next`
 * and `memberships__next`. Same data, options and seed → same groups, whatever `threads`.
 * @throws bad-option (method and its options), unknown-feature, too-few-customers, nothing-varies
 */
export async function segmentCustomers(
  store: Store,
  options: SegmentOptions,
): Promise<Built<SegmentationReport>> {
  const from = performance.now();
  const { work, clock = systemClock } = options;
  checkMethod(options.method, options, Number.MAX_SAFE_INTEGER);
  work?.onProgress?.("segment", 0, 1);
  const data = await readClusteringData(store, options.features);
  const customers = data.customers.length;
  const fewest = options.groups ?? 2;
  if (customers < fewest) throw new KindredError("too-few-customers", { customers, groups: fewest });
  const method = checkMethod(options.method, options, customers);
  const scale = clusteringScale(data, options.features);
  const { scores } = principalAxes(scale.x);
  const { labels, ...grouping } = await groupRows(method, scale.x, scores, options);
  const { groups } = grouping;
  const centres = centresOf(scale.x, labels, groups);
  const distances = distancesToCentre(scale.x, labels, centres);
  const { features } = scale;
  const reach = method === "dbscan" || method === "hdbscan" ? reachOf(labels, groups, distances) : null;
  const today = {
    asOf: data.asOf,
    features,
    attributes: data.attributes,
    centres,
    ...(reach ? { reach } : {}),
  };
  const next = data.kind === "shop" && groups > 0 ? await nextPeriod(store, today) : null;
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
  const report: SegmentationReport = {
    segmentation: NAME,
    method,
    asked: askedOf(options),
    ...grouping,
    features,
    notes: [
      ...(options.instead ? [options.instead] : []),
      ...notesOn(data, next !== null),
      ...grouping.notes,
    ],
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
    segments: Int32Array.from(labels, (g) => described.segments[g] ?? NOWHERE),
    axes: scores,
    distances,
  });
}

function askedOf({ method, groups, eps, minSamples, minClusterSize, features }: Asked): Asked {
  const given = { groups, eps, minSamples, minClusterSize, features };
  return { method, ...Object.fromEntries(Object.entries(given).filter(([, v]) => v !== undefined)) };
}

function notesOn({ kind }: ClusteringData, nextKnown: boolean): Sentence[] {
  const say = (code: string, data: Sentence["data"] = {}) => ({ code: `segments.notes.${code}`, data });
  return [
    say("choice"),
    say("effects"),
    ...(kind === "shop" ? [say(nextKnown ? "next" : "nextMissing", { days: NEXT_DAYS })] : []),
  ];
}
