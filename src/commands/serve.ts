import { once } from "node:events";
import type { Command } from "commander";
import { startServer } from "../serve/server.ts";
import {
  type AddVerbs,
  type CommonOptions,
  type Context,
  exitCode,
  type Run,
  withCommonOptions,
} from "./context.ts";
import { parseWhole } from "./parse.ts";
import { runInServer } from "./run-in-server.ts";

interface ServeOptions extends CommonOptions {
  readonly port?: string;
  readonly host?: string;
}

export function serveCommand(program: Command, run: Run, addVerbs: AddVerbs): void {
  withCommonOptions(program.command("serve"))
    .description("serve the dashboard and the API")
    .option("--port <port>", "port to listen on (default: 4747)")
    .option("--host <host>", "address to listen on (default: 127.0.0.1; elsewhere needs KINDRED_API_KEY)")
    .addHelpText("after", "\nExample: kindred serve --port 4747")
    .action(async (options: ServeOptions) => {
      await run(
        options,
        async (context) => {
          const server = await serveWorkspace(context, options, addVerbs);
          if (context.json) context.out.json({ url: server.url });
          else context.out.line(context.words.say("commands.serve.ready", { url: server.url }));
          await untilStopped(context.work.signal);
          await server.close();
          return exitCode.done;
        },
        { alone: true },
      );
    });
}

/** Starts the server on the workspace of `context`, with the port and host of the options or the settings. */
export async function serveWorkspace(
  context: Context,
  options: Pick<ServeOptions, "port" | "host">,
  addVerbs: AddVerbs,
) {
  const { store, bus, settings, clock } = context;
  const server = await startServer({
    store,
    bus,
    clock,
    port: options.port === undefined ? settings.port : parseWhole("--port", options.port, 0),
    host: options.host ?? settings.host,
    lang: settings.lang,
    commands: runInServer(context, addVerbs),
    ...(settings.apiKey ? { apiKey: settings.apiKey } : {}),
  });
  store.announce(server.url);
  return server;
}

/** Resolves when the user asks to stop. */
export async function untilStopped(signal: AbortSignal): Promise<void> {
  if (!signal.aborted) await once(signal, "abort");
}
