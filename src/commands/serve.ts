import { once } from "node:events";
import type { Command } from "commander";
import { startServer } from "../serve/server.ts";
import { type CommonOptions, type Context, exitCode, inWorkspace, withCommonOptions } from "./context.ts";
import { printJson, printLine } from "./output.ts";
import { parseWhole } from "./parse.ts";

interface ServeOptions extends CommonOptions {
  readonly port?: string;
  readonly host?: string;
}

export function serveCommand(program: Command): void {
  withCommonOptions(program.command("serve"))
    .description("serve the dashboard and the API")
    .option("--port <port>", "port to listen on (default: 4747)")
    .option("--host <host>", "address to listen on (default: 127.0.0.1; elsewhere needs KINDRED_API_KEY)")
    .addHelpText("after", "\nExample: kindred serve --port 4747")
    .action(async (options: ServeOptions) => {
      process.exitCode = await inWorkspace(options, async (context) => {
        const server = await serveWorkspace(context, options);
        if (context.json) printJson({ url: server.url });
        else printLine(context.words.say("commands.serve.ready", { url: server.url }));
        await untilStopped(context.work.signal);
        await server.close();
        return exitCode.done;
      });
    });
}

/** Starts the server on the workspace of `context`, with the port and host of the options or the settings. */
export async function serveWorkspace(
  { store, bus, settings, clock }: Context,
  options: Pick<ServeOptions, "port" | "host">,
) {
  const server = await startServer({
    store,
    bus,
    clock,
    port: options.port === undefined ? settings.port : parseWhole("--port", options.port, 0),
    host: options.host ?? settings.host,
    lang: settings.lang,
    ...(settings.apiKey ? { apiKey: settings.apiKey } : {}),
  });
  store.announce(server.url);
  return server;
}

/** Resolves when the user asks to stop. */
export async function untilStopped(signal: AbortSignal): Promise<void> {
  if (!signal.aborted) await once(signal, "abort");
}
