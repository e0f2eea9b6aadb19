import type { Design } from "../core/matrix.ts";
import { computeFeatures } from "../features/compute.ts";
import { latestMoments } from "../features/latest.ts";
import type { Reader } from "../store/reader.ts";
import { goalFeatures } from "./features.ts";
import { type Goal, isRecorded } from "./goal.ts";
import type { Pipeline } from "./pipeline.ts";
import { designOf, readAttributeTable } from "./recorded/attribute-table.ts";
import { recordedMoment } from "./recorded/moment.ts";
import { pickColumns } from "./stack.ts";

/** The customers a pipeline scores, in the columns it reads. */
export interface ScoredRows {
  readonly customers: Float64Array;
  readonly design: Design;
}

/** The moment a goal's scores are of: the midnight after the last fact, or of the last attributes. Throws `no-orders`. */
export async function scoringMoment(reader: Reader, goal: Goal): Promise<Date> {
  return isRecorded(goal) ? recordedMoment(reader) : (await latestMoments(reader)).asOf;
}

/** Everyone of a shop goal's population as of a moment; for a recorded outcome every customer, by the last attributes. */
export async function scoredRows(
  reader: Reader,
  goal: Goal,
  pipeline: Pipeline,
  asOf: Date,
): Promise<ScoredRows> {
  if (isRecorded(goal)) {
    const table = await readAttributeTable(reader);
    const rows = Int32Array.from(table.customers.keys());
    return { customers: table.customers, design: designOf(table, pipeline.attributes ?? [], rows) };
  }
  const features = goalFeatures.filter((f) => pipeline.columns.includes(f.name));
  const table = await computeFeatures(reader, features, { asOf, population: goal.population });
  const { customers } = table;
  return {
    customers,
    design: customers.length === 0 ? table.design : pickColumns(table.design, pipeline.columns),
  };
}
