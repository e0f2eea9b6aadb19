import { describe, expect, test } from "vitest";
import { type ColumnInfo, numberColumns, zeros } from "../../core/matrix.ts";
import { Random } from "../../core/random.ts";
import { Team } from "../threads/team.ts";
import { initialise, layersOf } from "./layers.ts";
import { Network } from "./network.ts";
import { neuralNet } from "./neural-net.ts";
import { referenceOutput } from "./reference.ts";

const ctx = { seed: 1 };

describe("the network", () => {
  const layers = layersOf(5, [9, 4]);
  const random = new Random(2);
  const network = new Network(Team.alone("neural"), layers, 8);
  initialise(network.weights, layers, random);
  const rows = Array.from({ length: 4 }, () => Array.from({ length: 5 }, () => random.normal()));
  const y = [1, 0, 1, 1];
  const wide = layers.at(-1)!.wideOut;
  rows.forEach((row, r) => {
    network.chunks[0]!.inputs.set(row, r * layers[0]!.wideIn);
  });

  test("gives what plain float64 loops give", () => {
    network.forward(0);
    rows.forEach((row, r) => {
      const want = referenceOutput(network.weights, layers, row);
      expect(network.chunks[0]!.output[r * wide]).toBeCloseTo(want, 5);
    });
  });

  test("has the gradients of small differences, by weights and by inputs", () => {
    const loss = (weights: ArrayLike<number>, at: readonly (readonly number[])[]) =>
      at.reduce((sum, row, r) => sum + (referenceOutput(weights, layers, row) - y[r]!) ** 2 / 2, 0);
    network.forward(0);
    const { output, outputDelta, inputDelta } = network.chunks[0]!;
    outputDelta.fill(0);
    for (let r = 0; r < 4; r++) outputDelta[r * wide] = output[r * wide]! - y[r]!;
    network.backward(0, true);
    const gradient = network.gradientOf(0);
    const w = Float64Array.from(network.weights);
    const h = 1e-5;
    for (const { inputs, outputs, wideIn, wideOut, at } of layers)
      for (let i = 0; i <= inputs; i++)
        for (let j = 0; j < outputs; j++) {
          const k = at + (i < inputs ? i : wideIn) * wideOut + j;
          const moved = (by: number) => {
            const copy = w.slice();
            copy[k]! += by;
            return loss(copy, rows);
          };
          expect(gradient[k]).toBeCloseTo((moved(h) - moved(-h)) / (2 * h), 4);
        }
    for (let r = 0; r < 4; r++)
      for (let i = 0; i < 5; i++) {
        const moved = (by: number) =>
          loss(
            w,
            rows.map((row, q) => row.map((v, k) => (q === r && k === i ? v + by : v))),
          );
        expect(inputDelta[r * layers[0]!.wideIn + i]).toBeCloseTo((moved(h) - moved(-h)) / (2 * h), 4);
      }
  });
});

/** Two classes told apart only by the product of two columns (no line can), and by a town. */
function customers(rows: number, seed: number) {
  const random = new Random(seed);
  const x = zeros(rows, 3);
  const y = new Float64Array(rows);
  for (let i = 0; i < rows; i++) {
    const [a, b, town] = [random.normal(), random.normal(), random.int(4)];
    x.data.set([a * 100 + 1000, b, town], i * 3);
    y[i] = random.next() < 1 / (1 + Math.exp(-3 * a * b - (town === 2 ? 2 : -0.5))) ? 1 : 0;
  }
  const columns: ColumnInfo[] = [
    ...numberColumns(["a", "b"]),
    { name: "town", kind: "category", categories: ["p", "q", "r", "s"] },
  ];
  return { x, columns, y };
}

const logLoss = (p: Float64Array, y: Float64Array) =>
  p.reduce((sum, v, i) => sum - Math.log(y[i] === 1 ? v : 1 - v), 0) / y.length;

describe("neural-net", () => {
  test("learns what a line cannot: a product of columns and a category", async () => {
    const model = await neuralNet.fit(customers(4000, 1), neuralNet.check({ learningRateInit: 5e-3 }), ctx);
    const later = customers(2000, 2);
    const rate = later.y.reduce((a, b) => a + b, 0) / later.y.length;
    const naive = logLoss(new Float64Array(later.y.length).fill(rate), later.y);
    const perfect = 0.45;
    const found = logLoss(model.probability(later), later.y);
    expect(found).toBeLessThan(naive - 0.7 * (naive - perfect));
  });

  test("early stopping keeps the pass with the lowest held-out loss", async () => {
    const data = customers(600, 3);
    const validation = customers(600, 4);
    const p = neuralNet.check({
      hiddenLayerSizes: "64,64",
      learningRateInit: 0.02,
      maxIter: 60,
      nIterNoChange: 4,
    });
    const model = await neuralNet.fit({ ...data, validation }, p, ctx);
    const lowest = Math.min(...model.validationLoss);
    expect(logLoss(model.probability(validation), validation.y)).toBeCloseTo(lowest, 5);
    expect(model.validationLoss.indexOf(lowest)).toBe(model.nIter - 1 - 4);
    expect(model.converged).toBe(true);
  });

  test("dropout holds a network back from learning its rows by heart", async () => {
    const data = customers(150, 5);
    const p = { hiddenLayerSizes: "128", maxIter: 150, validationFraction: 0, learningRateInit: 0.01 };
    const [free, held] = await Promise.all(
      [0, 0.5].map((dropout) => neuralNet.fit(data, neuralNet.check({ ...p, dropout }), ctx)),
    );
    expect(logLoss(held!.probability(data), data.y)).toBeGreaterThan(
      logLoss(free!.probability(data), data.y),
    );
  });

  test("amounts come back in their own units", async () => {
    const data = customers(3000, 6);
    const y = Float64Array.from(data.y, (_, i) => 5000 + 20 * data.x.data[i * 3]!);
    const model = await neuralNet.fit({ ...data, y }, neuralNet.check({ loss: "squared", maxIter: 40 }), ctx);
    const predicted = model.predict(data);
    const off = predicted.reduce((sum, v, i) => sum + Math.abs(v - y[i]!), 0) / y.length;
    expect(off).toBeLessThan(200);
    expect(() => model.probability(data)).toThrow(/log-loss/);
  });

  test("weights that grow without end are an error, not NaN", async () => {
    const p = neuralNet.check({ loss: "squared", learningRateInit: 1e30, maxIter: 3, validationFraction: 0 });
    await expect(neuralNet.fit(customers(300, 7), p, ctx)).rejects.toMatchObject({ code: "bad-parameter" });
  });
});
