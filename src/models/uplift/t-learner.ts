import { type Design, takeRows } from "../../core/matrix.ts";
import type { Classifier, Estimator, FitContext, Labelled, ModelState } from "../estimator.ts";
import { checkColumns } from "../rows.ts";
import { checkState } from "../state.ts";
import {
  checkTreated,
  difference,
  type ExpectedOutcomes,
  type TreatedRows,
  type UpliftModel,
} from "./treated.ts";

const VERSION = 1;
/** Steps of progress that each arm's fit takes. */
const STEPS = 1000;

/** Two classifiers, one of each arm. */
export class TLearnerModel<M extends Classifier> implements UpliftModel {
  readonly kind: string;
  readonly control: M;
  readonly treated: M;

  constructor(control: M, treated: M) {
    this.kind = kindOf(control);
    this.control = control;
    this.treated = treated;
  }

  get features(): readonly string[] {
    return this.control.features;
  }

  get converged(): boolean {
    return this.control.converged && this.treated.converged;
  }

  uplift(x: Design): Float64Array {
    return difference(this.outcomes(x));
  }

  outcomes(x: Design): ExpectedOutcomes {
    checkColumns(x, this.features);
    return { control: this.control.probability(x), treated: this.treated.probability(x) };
  }

  save(): ModelState {
    const { kind, control, treated } = this;
    return { kind, version: VERSION, control: control.save(), treated: treated.save() };
  }
}

/** T-learner over any classifier (Künzel et al. 2019); see docs/reference/models/uplift.md. */
export function tLearner<P, M extends Classifier>(
  inner: Estimator<P, Labelled, M>,
): Estimator<P, TreatedRows, TLearnerModel<M>> {
  return {
    kind: kindOf(inner),
    defaults: inner.defaults,
    check: (p) => inner.check(p),
    async fit(data, p, ctx) {
      checkTreated(data);
      const control = await inner.fit(armOf(data, 0), p, halfOf(ctx, 0));
      const treated = await inner.fit(armOf(data, 1), p, halfOf(ctx, 1));
      return new TLearnerModel(control, treated);
    },
    load(state) {
      checkState(state, kindOf(inner), VERSION);
      const load = (part: unknown) => inner.load(part as ModelState);
      return new TLearnerModel(load(state.control), load(state.treated));
    },
  };
}

function kindOf({ kind }: { readonly kind: string }): string {
  return `t-learner-${kind}`;
}

function armOf(data: TreatedRows, arm: number): Labelled {
  const { x, columns, y, weight, treatment, validation } = data;
  const rows: number[] = [];
  treatment.forEach((own, row) => {
    if (own === arm) rows.push(row);
  });
  const of = (values: Float64Array) => Float64Array.from(rows, (row) => values[row]!);
  const part = { x: takeRows(x, rows), columns, y: of(y), ...(weight && { weight: of(weight) }) };
  return validation ? { ...part, validation: armOf(validation, arm) } : part;
}

function halfOf(ctx: FitContext, arm: number): FitContext {
  const { onProgress } = ctx;
  if (!onProgress) return ctx;
  return {
    ...ctx,
    onProgress: (done, of) => onProgress((arm + (of > 0 ? done / of : 0)) * STEPS, 2 * STEPS),
  };
}
