import { type ColumnInfo, type Design, zeros } from "../../core/matrix.ts";
import type { Classifier, Estimator, Labelled, ModelState } from "../estimator.ts";
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
const TREATMENT: ColumnInfo = { name: "treatment (0, 1)", kind: "number" };

/** One classifier that knows who was treated, asked twice. */
export class SLearnerModel<M extends Classifier> implements UpliftModel {
  readonly kind: string;
  readonly model: M;

  constructor(model: M) {
    this.kind = kindOf(model);
    this.model = model;
  }

  get features(): readonly string[] {
    return this.model.features.slice(0, -1);
  }

  get converged(): boolean {
    return this.model.converged;
  }

  uplift(x: Design): Float64Array {
    return difference(this.outcomes(x));
  }

  outcomes(x: Design): ExpectedOutcomes {
    checkColumns(x, this.features);
    const asked = (arm: number) => this.model.probability(withTreatment(x, () => arm));
    return { control: asked(0), treated: asked(1) };
  }

  save(): ModelState {
    return { kind: this.kind, version: VERSION, model: this.model.save() };
  }
}

/** S-learner over any classifier (Künzel et al. 2019); see docs/reference/models/uplift.md. */
export function sLearner<P, M extends Classifier>(
  inner: Estimator<P, Labelled, M>,
): Estimator<P, TreatedRows, SLearnerModel<M>> {
  return {
    kind: kindOf(inner),
    defaults: inner.defaults,
    check: (p) => inner.check(p),
    async fit(data, p, ctx) {
      checkTreated(data);
      const { validation } = data;
      const rows = labelled(data);
      const all = validation ? { ...rows, validation: labelled(validation) } : rows;
      return new SLearnerModel(await inner.fit(all, p, ctx));
    },
    load(state) {
      checkState(state, kindOf(inner), VERSION);
      return new SLearnerModel(inner.load(state.model as ModelState));
    },
  };
}

function kindOf({ kind }: { readonly kind: string }): string {
  return `s-learner-${kind}`;
}

function labelled(data: TreatedRows): Labelled {
  const { y, weight, treatment } = data;
  return { ...withTreatment(data, (row) => treatment[row]!), y, ...(weight && { weight }) };
}

function withTreatment({ x, columns }: Design, armOf: (row: number) => number): Design {
  const out = zeros(x.rows, x.cols + 1);
  for (let row = 0; row < x.rows; row++) {
    out.data.set(x.data.subarray(row * x.cols, (row + 1) * x.cols), row * out.cols);
    out.data[row * out.cols + x.cols] = armOf(row);
  }
  return { x: out, columns: [...columns, TREATMENT] };
}
