import type { Design } from "../../core/matrix.ts";
import type {
  Classifier,
  Contributions,
  Estimator,
  Explainable,
  Labelled,
  Model,
  ModelState,
  Regressor,
} from "../estimator.ts";
import { checkTargets } from "../rows.ts";
import { badParameter } from "../rules.ts";
import { checkState } from "../state.ts";
import type { PreprocessParameters } from "./parameters.ts";
import { type PreprocessModel, preprocess } from "./preprocess.ts";

const VERSION = 1;

export interface PreparedParameters<P> {
  readonly preprocess: Partial<PreprocessParameters>;
  readonly model: Partial<P>;
}

/** A model with its preprocessing before it: takes raw columns, and gives its reasons in raw columns. */
class Prepared<M extends Model & Explainable> {
  readonly kind: string;
  readonly preprocess: PreprocessModel;
  readonly model: M;

  constructor(before: PreprocessModel, model: M) {
    this.kind = kindOf(model);
    this.preprocess = before;
    this.model = model;
  }

  get features(): readonly string[] {
    return this.preprocess.features;
  }

  get converged(): boolean {
    return this.model.converged;
  }

  get nIter(): number {
    return this.model.nIter ?? 0;
  }

  async contributions(x: Design): Promise<Contributions> {
    return this.preprocess.foldContributions(await this.model.contributions(this.preprocess.transform(x)));
  }

  save(): ModelState {
    return {
      kind: this.kind,
      version: VERSION,
      preprocess: this.preprocess.save(),
      model: this.model.save(),
    };
  }
}

export class PreparedClassifier<M extends Classifier & Explainable>
  extends Prepared<M>
  implements Classifier
{
  margin(x: Design): Float64Array {
    return this.model.margin(this.preprocess.transform(x));
  }

  probability(x: Design): Float64Array {
    return this.model.probability(this.preprocess.transform(x));
  }
}

export class PreparedRegressor<M extends Regressor & Explainable> extends Prepared<M> implements Regressor {
  predict(x: Design): Float64Array {
    return this.model.predict(this.preprocess.transform(x));
  }
}

/**
 * `inner` for raw columns: learns the preprocessing on the training rows, then fits on what it makes. The inner model's own
 * standardising is off unless asked for.
 */
export function preparedClassifier<P, M extends Classifier & Explainable>(
  inner: Estimator<P, Labelled, M>,
): Estimator<PreparedParameters<P>, Labelled, PreparedClassifier<M>> {
  return prepared(inner, (before, model) => new PreparedClassifier(before, model));
}

export function preparedRegressor<P, M extends Regressor & Explainable>(
  inner: Estimator<P, Labelled, M>,
): Estimator<PreparedParameters<P>, Labelled, PreparedRegressor<M>> {
  return prepared(inner, (before, model) => new PreparedRegressor(before, model));
}

function prepared<P, M extends Model & Explainable, W extends Prepared<M>>(
  inner: Estimator<P, Labelled, M>,
  wrap: (before: PreprocessModel, model: M) => W,
): Estimator<PreparedParameters<P>, Labelled, W> {
  // Preprocessing has brought numbers to one scale already, and 0/1 columns of rare categories would be blown up by it.
  const defaults = {
    ...inner.defaults,
    ...(hasOwn(inner.defaults, "standardise") && { standardise: false }),
  };
  const check = (given: Partial<PreparedParameters<P>>): PreparedParameters<P> => {
    for (const [name, value] of Object.entries(given))
      if (name !== "preprocess" && name !== "model") throw badParameter(name, value, "preprocess, model");
    return {
      preprocess: preprocess.check(given.preprocess ?? {}),
      model: inner.check({ ...defaults, ...given.model }) as Partial<P>,
    };
  };
  return {
    kind: kindOf(inner),
    defaults: { preprocess: preprocess.defaults, model: defaults as Partial<P> },
    check,
    async fit(data, p, ctx) {
      const checked = check(p);
      checkTargets(data, "a finite number", Number.isFinite);
      const quiet = { seed: ctx.seed, ...(ctx.signal && { signal: ctx.signal }) };
      const before = await preprocess.fit(data, preprocess.check(checked.preprocess), quiet);
      const made = { ...data, ...before.transform(data) };
      const { validation } = data;
      const all = validation
        ? { ...made, validation: { ...validation, ...before.transform(validation) } }
        : made;
      return wrap(before, await inner.fit(all, inner.check(checked.model), ctx));
    },
    load(state) {
      checkState(state, kindOf(inner), VERSION);
      const parts = state as ModelState & { readonly preprocess: ModelState; readonly model: ModelState };
      return wrap(preprocess.load(parts.preprocess), inner.load(parts.model));
    },
  };
}

function hasOwn(object: unknown, name: string): boolean {
  return typeof object === "object" && object !== null && Object.hasOwn(object, name);
}

function kindOf({ kind }: { readonly kind: string }): string {
  return `prepared-${kind}`;
}
