// Flat loops of gradient boosting. AssemblyScript without managed objects: every pointer is a byte offset into the
// one shared memory. The plain-TypeScript reference is src/models/boosting/reference.ts.
export { findEdges, binRows } from "./boosting/bins";
export { gradients, gradientRange } from "./boosting/gradients";
export { root, split, search, addLeaves, barrier } from "./boosting/grow";
export { shap } from "./boosting/shap";
export { predict, predictMixed, walkBins, countUp } from "./boosting/predict";
export { predictMasks } from "./boosting/predict-masks";
