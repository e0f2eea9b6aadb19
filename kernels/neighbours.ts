// Flat loops over near points: a kd-tree, the nearest points of all, the spanning tree of HDBSCAN, the groups of DBSCAN.
// AssemblyScript without managed objects: every pointer is a byte offset into the one shared memory.
// The plain-TypeScript reference is src/models/neighbours/reference.ts.
export { divide, growBelow, layOut } from "./neighbours/tree";
export { nearest } from "./neighbours/nearest";
export { begin, name, seed, merge, search, join } from "./neighbours/spanning";
export { mergeUp } from "./neighbours/merges";
export { countNear, joinBelow, joinTop } from "./neighbours/dense";
export { reachBorder } from "./neighbours/border";
