import { argv, stderr, stdout } from "node:process";
import { Command, CommanderError } from "commander";
import { exitCode } from "./commands/context.ts";
import { reportFailure } from "./commands/failure.ts";
import { runHere } from "./commands/run-here.ts";
import { addVerbs } from "./commands/verbs.ts";

const program = new Command("kindred")
  .description("Which kinds of customers you have, what each will do next, why, and what to do about it.")
  .version("0.1.0")
  .showSuggestionAfterError()
  .exitOverride()
  .configureOutput({ writeErr: (text) => stderr.write(text) });

// `kindred … | head`: who reads no further wants no more.
stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code === "EPIPE") process.exit(exitCode.done);
  throw error;
});

try {
  await addVerbs(program, runHere(argv.slice(2))).parseAsync(argv);
} catch (error) {
  if (error instanceof CommanderError) {
    process.exitCode = error.exitCode === 0 ? exitCode.done : exitCode.wrongCall;
  } else process.exitCode = reportFailure(error, argv);
}
