import { stdout } from "node:process";
import type { Command } from "commander";
import { readSettings } from "../config.ts";
import { examine } from "../flows/doctor.ts";
import { words } from "../words/index.ts";
import { type CommonOptions, exitCode, withCommonOptions } from "./context.ts";
import { Output } from "./output.ts";

export function doctorCommand(program: Command): void {
  withCommonOptions(program.command("doctor"))
    .description("is everything there that Kindred needs, and does the workspace open")
    .addHelpText("after", "\nExample: kindred doctor")
    .action(async (options: CommonOptions) => {
      const settings = readSettings({
        ...(options.workspace ? { workspace: options.workspace } : {}),
        ...(options.lang ? { lang: options.lang } : {}),
      });
      const say = words(settings.lang);
      const out = new Output((text) => stdout.write(text));
      const checks = await examine(settings);
      if (options.json) out.json({ checks: checks.map((c) => ({ ...c, text: say.tell(c.what) })) });
      else for (const c of checks) out.line(`${say.say(`commands.doctor.${c.state}`)}: ${say.tell(c.what)}`);
      process.exitCode = checks.some((c) => c.state === "error") ? exitCode.failed : exitCode.done;
    });
}
