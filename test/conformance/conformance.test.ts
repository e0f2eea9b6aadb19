import { describe } from "vitest";
import type { Design } from "../../src/core/matrix.ts";
import { boosting } from "../../src/models/boosting/boosting.ts";
import { dbscan } from "../../src/models/dbscan/dbscan.ts";
import type { Labelled, Model } from "../../src/models/estimator.ts";
import { forest } from "../../src/models/forest/forest.ts";
import { hdbscan } from "../../src/models/hdbscan/hdbscan.ts";
import { kMeans } from "../../src/models/k-means/k-means.ts";
import { logistic } from "../../src/models/logistic/logistic.ts";
import { neuralNet } from "../../src/models/neural-net/neural-net.ts";
import { pca } from "../../src/models/pca/pca.ts";
import { preparedClassifier, preparedRegressor } from "../../src/models/preprocess/prepared.ts";
import { preprocess } from "../../src/models/preprocess/preprocess.ts";
import { ridge } from "../../src/models/ridge/ridge.ts";
import { tree } from "../../src/models/tree/tree.ts";
import { sLearner } from "../../src/models/uplift/s-learner.ts";
import { tLearner } from "../../src/models/uplift/t-learner.ts";
import { upliftForest } from "../../src/models/uplift/uplift-forest.ts";
import { ward } from "../../src/models/ward/ward.ts";
import { mixed, numbers } from "./data.ts";
import { fitsAndKeeps } from "./fitting.ts";
import { standsOddInput, standsOddOutcomes } from "./odd-input.ts";
import { scores } from "./scoring.ts";
import { classifier, clusterer, regressor, type Subject, transformer, uplifter } from "./subject.ts";

// One line a model: what it is, the data it takes, and what it documents for missing and infinite values.
const strict = { missing: "bad-value", infinite: "bad-value" } as const;
const threads = { threadRows: 500_000 };
withOutcomes(classifier(boosting, mixed, { parameters: { maxIter: 20, minSamplesLeaf: 10 }, ...threads }));
withOutcomes(
  regressor(boosting, mixed, { name: "boosting of amounts", parameters: { loss: "squared", maxIter: 20 } }),
);
withOutcomes(classifier(logistic, numbers, strict));
withOutcomes(regressor(ridge, numbers, strict));
withOutcomes(classifier(preparedClassifier(logistic), mixed));
withOutcomes(regressor(preparedRegressor(ridge), mixed));
withOutcomes(classifier(neuralNet, mixed));
const small = { parameters: { nEstimators: 20 }, threadRows: 12_000 };
withOutcomes(classifier(forest, mixed, { ...small, reasonsOf: "probability" }));
withOutcomes(
  regressor(forest, mixed, {
    name: "forest of amounts",
    parameters: { nEstimators: 20, criterion: "squared-error" },
  }),
);
const deep = { maxDepth: 8, minSamplesLeaf: 5 };
withOutcomes(classifier(tree, mixed, { parameters: deep, reasonsOf: "probability" }));
withOutcomes(
  regressor(tree, mixed, {
    name: "tree of amounts",
    parameters: { criterion: "squared-error", ccpAlpha: "cross-validated" },
  }),
);
conforms(uplifter(upliftForest, mixed, { ...small, parameters: { nEstimators: 20, minSamplesLeaf: 10 } }));
conforms(uplifter(sLearner(boosting), mixed, { parameters: { maxIter: 20, minSamplesLeaf: 10 } }));
conforms(uplifter(tLearner(logistic), numbers, strict));
conforms(clusterer(dbscan, numbers, strict));
conforms(clusterer(hdbscan, numbers, { ...strict, oneRow: "bad-parameter" }));
conforms(clusterer(ward, numbers, strict));
conforms(clusterer(kMeans, numbers, { ...strict, parameters: { nClusters: 3 }, ...threads }));
conforms(transformer(preprocess, mixed));
conforms(transformer(pca, numbers, strict));

function conforms<P, D extends Design, M extends Model>(subject: Subject<P, D, M>, more?: () => void): void {
  describe(subject.name, () => {
    fitsAndKeeps(subject);
    scores(subject);
    standsOddInput(subject);
    more?.();
  });
}

function withOutcomes<P, M extends Model>(subject: Subject<P, Labelled, M>): void {
  conforms(subject, () => standsOddOutcomes(subject));
}
