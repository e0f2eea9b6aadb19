import { type Static, Type } from "typebox";

/** A verb of the command line for this server to run on its workspace. */
export const CommandCall = Type.Object({
  args: Type.Array(Type.String(), { description: "as typed after `kindred`" }),
  cwd: Type.String({ description: "folder that relative paths start from" }),
  lang: Type.String({ description: "language where the call names none" }),
});
export type CommandCall = Static<typeof CommandCall>;

/** A line of the answer; the last one has `exit` or `error`. */
export const CommandLine = Type.Object({
  out: Type.Optional(Type.String({ description: "text for stdout" })),
  progress: Type.Optional(Type.Object({ step: Type.String(), done: Type.Number(), of: Type.Number() })),
  error: Type.Optional(
    Type.Object({ code: Type.String(), data: Type.Record(Type.String(), Type.Unknown()) }),
  ),
  exit: Type.Optional(Type.Integer({ description: "exit code" })),
});
export type CommandLine = Static<typeof CommandLine>;
