import type { Command } from "commander";
import { backupCommand } from "./backup.ts";
import { checkCommand } from "./check.ts";
import type { Run } from "./context.ts";
import { demoCommand } from "./demo.ts";
import { doctorCommand } from "./doctor.ts";
import { explainCommand } from "./explain.ts";
import { exportCommand } from "./export.ts";
import { forecastCommand } from "./forecast.ts";
import { goalCommand } from "./goal.ts";
import { importCommand } from "./import.ts";
import { recommendCommand } from "./recommend.ts";
import { refreshCommand } from "./refresh.ts";
import { replayCommand } from "./replay.ts";
import { restoreCommand } from "./restore.ts";
import { rfmCommand } from "./rfm.ts";
import { scoreCommand } from "./score.ts";
import { segmentCommand } from "./segment.ts";
import { serveCommand } from "./serve.ts";
import { sourceCommand } from "./source.ts";
import { templateCommand } from "./template.ts";
import { themesCommand } from "./themes.ts";
import { trainCommand } from "./train.ts";

/** Adds every verb to the program, in the order a newcomer meets them; `run` runs them. */
export function addVerbs(program: Command, run: Run): Command {
  for (const add of [
    demoCommand,
    templateCommand,
    importCommand,
    sourceCommand,
    checkCommand,
    replayCommand,
    rfmCommand,
    segmentCommand,
    goalCommand,
    trainCommand,
    scoreCommand,
    explainCommand,
    recommendCommand,
    themesCommand,
    forecastCommand,
    refreshCommand,
    exportCommand,
    serveCommand,
    backupCommand,
    restoreCommand,
    doctorCommand,
  ]) {
    add(program, run, addVerbs);
  }
  return program;
}
