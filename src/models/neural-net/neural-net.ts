import { KindredError } from "../../core/errors.ts";
import type { Design } from "../../core/matrix.ts";
import type { Classifier, Estimator, Labelled, ModelState, Regressor } from "../estimator.ts";
import { checkColumns, checkDesign, checkTargets } from "../rows.ts";
import { checkState, doubles } from "../state.ts";
import { Team } from "../threads/team.ts";
import { type FittedNet, fitNeuralNet, rawOutputs } from "./fit.ts";
import { loadInputs, prepare, saveInputs } from "./inputs.ts";
import { layersOf } from "./layers.ts";
import { Network } from "./network.ts";
import { checkNeuralNet, type NeuralNetParameters, neuralNetDefaults } from "./parameters.ts";

const KIND = "neural-net";
const VERSION = 1;
/** Rows scored at a time, in four chunks. */
const SCORE_ROWS = 1024;

/** A feed-forward network: scaled numbers and embedded categories through rectified hidden layers to one output. */
export class NeuralNetModel implements Classifier, Regressor {
  readonly kind = KIND;
  readonly loss: NeuralNetParameters["loss"];
  readonly #fitted: FittedNet;
  #network: Network | undefined;

  constructor(loss: NeuralNetParameters["loss"], fitted: FittedNet) {
    this.loss = loss;
    this.#fitted = fitted;
  }

  get features(): readonly string[] {
    return this.#fitted.inputs.columns.map(({ name }) => name);
  }

  get converged(): boolean {
    return this.#fitted.converged;
  }

  /** Passes made. */
  get nIter(): number {
    return this.#fitted.nIter;
  }

  get validationLoss(): readonly number[] {
    return this.#fitted.validationLoss;
  }

  margin(design: Design): Float64Array {
    checkColumns(design, this.features);
    const { inputs, target } = this.#fitted;
    const out = new Float64Array(design.x.rows);
    rawOutputs(this.#ready(), prepare(design, inputs), inputs, design.x.rows, (i, z) => {
      out[i] = target.mean + target.scale * z;
    });
    return out;
  }

  probability(design: Design): Float64Array {
    if (this.loss !== "log-loss")
      throw new KindredError("bad-parameter", { name: "loss", value: this.loss, allowed: "log-loss" });
    return this.predict(design);
  }

  predict(design: Design): Float64Array {
    const margins = this.margin(design);
    return this.loss === "squared" ? margins : margins.map((m) => 1 / (1 + Math.exp(-m)));
  }

  save(): ModelState {
    const { inputs, ...rest } = this.#fitted;
    return {
      kind: KIND,
      version: VERSION,
      loss: this.loss,
      inputs: structuredClone(saveInputs(inputs)),
      ...structuredClone(rest),
    };
  }

  #ready(): Network {
    if (!this.#network) {
      const layers = layersOf(this.#fitted.inputs.width, this.#fitted.hidden);
      this.#network = new Network(Team.alone("neural"), layers, SCORE_ROWS);
      this.#network.weights.set(this.#fitted.weights);
    }
    return this.#network;
  }
}

/** Neural network; see docs/reference/models/neural-net.md. */
export const neuralNet: Estimator<NeuralNetParameters, Labelled, NeuralNetModel> = {
  kind: KIND,
  defaults: neuralNetDefaults,
  check: checkNeuralNet,
  async fit(data, p, ctx) {
    const parameters = checkNeuralNet(p);
    for (const rows of data.validation ? [data, data.validation] : [data]) {
      checkDesign(rows);
      if (parameters.loss === "log-loss") checkTargets(rows, "0, 1", (y) => y === 0 || y === 1);
      else checkTargets(rows, "a finite number", Number.isFinite);
    }
    const first = data.y[0]!;
    if (parameters.loss === "log-loss" && data.y.every((y) => y === first))
      throw new KindredError("one-class", { value: first });
    return new NeuralNetModel(parameters.loss, await fitNeuralNet(data, parameters, ctx));
  },
  load(state) {
    checkState(state, KIND, VERSION);
    const { loss } = state as unknown as { loss: NeuralNetParameters["loss"] };
    const target = state.target as FittedNet["target"];
    return new NeuralNetModel(loss, {
      inputs: loadInputs(structuredClone(state.inputs)),
      hidden: Array.from(doubles(state.hidden)),
      weights: Float32Array.from(doubles(state.weights)),
      target: { mean: Number(target.mean), scale: Number(target.scale) },
      nIter: Number(state.nIter),
      converged: state.converged === true,
      validationLoss: Array.from(doubles(state.validationLoss)),
    });
  },
};
