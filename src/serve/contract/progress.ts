import { type Static, Type } from "typebox";
import { nullable } from "./common.ts";

/** What the pipeline in this process is doing now; steps in the order in which they began. */
export const Progress = Type.Object({
  running: Type.Boolean(),
  startedAt: nullable(Type.String()),
  steps: Type.Array(
    Type.Object({
      task: Type.String(),
      step: Type.String(),
      text: Type.String(),
      done: Type.Number(),
      of: Type.Number(),
      finished: Type.Boolean(),
    }),
  ),
});
export type Progress = Static<typeof Progress>;
