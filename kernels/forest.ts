// Flat loops of the forests: drawing rows, growing one tree a thread, walking it. Every pointer is a byte offset into the
// one shared memory. The plain-TypeScript reference is src/models/forest/reference.ts.
export { bootstrap } from "./forest/draw";
export { grow } from "./forest/grow";
export { walk } from "./forest/walk";
