import { act } from "./act.ts";
import { commands } from "./commands.ts";
import { dashboard } from "./dashboard/index.ts";
import { errors } from "./errors.ts";
import { features } from "./features.ts";
import { forecast } from "./forecast.ts";
import { gate, goals } from "./goals.ts";
import { identity } from "./identity.ts";
import { ingest } from "./ingest.ts";
import { progress } from "./progress.ts";
import { quality } from "./quality.ts";
import { reasons } from "./reasons.ts";
import { segments } from "./segments.ts";
import { sources } from "./sources.ts";
import { themes } from "./themes.ts";
import { tracking } from "./tracking.ts";

export const catalogue = {
  act,
  commands,
  dashboard,
  errors,
  features,
  forecast,
  gate,
  goals,
  identity,
  ingest,
  progress,
  quality,
  reasons,
  segments,
  themes,
  sources,
  tracking,
};
