import fastifySwagger from "@fastify/swagger";
import type { TypeBoxTypeProvider } from "@fastify/type-provider-typebox";
import fastify, { type FastifyBaseLogger } from "fastify";
import { pino } from "pino";
import type { Clock } from "../core/clock.ts";
import type { Bus } from "../core/events.ts";
import type { Store } from "../store/store.ts";
import type { Language } from "../words/index.ts";
import { acceptShallowJson, bodyLimitBytes } from "./body.ts";
import type { App, CommandCalls, ServeContext } from "./context.ts";
import { guard } from "./guard.ts";
import { secureHeaders } from "./headers.ts";
import { answerWithProblem } from "./problem.ts";
import { Progress } from "./progress.ts";
import { actionRoutes } from "./routes/actions.ts";
import { commandRoutes } from "./routes/commands.ts";
import { customerRoutes } from "./routes/customers.ts";
import { dataRoutes } from "./routes/data.ts";
import { exportRoutes } from "./routes/export.ts";
import { fileRoutes } from "./routes/files.ts";
import { forecastRoutes } from "./routes/forecast.ts";
import { goalRoutes } from "./routes/goals.ts";
import { healthRoutes } from "./routes/health.ts";
import { identityRoutes } from "./routes/identity.ts";
import { overviewRoutes } from "./routes/overview.ts";
import { progressRoutes } from "./routes/progress.ts";
import { recommendationRoutes } from "./routes/recommendations.ts";
import { rejectRoutes } from "./routes/rejects.ts";
import { replayRoutes } from "./routes/replay.ts";
import { segmentRoutes } from "./routes/segments.ts";
import { snippetRoutes } from "./routes/snippet.ts";
import { sourceRoutes } from "./routes/sources.ts";
import { themeRoutes } from "./routes/themes.ts";
import { trackingRoutes } from "./routes/tracking.ts";
import { serveDashboard } from "./static.ts";
import { startTracking } from "./tracking.ts";

export interface AppOptions {
  readonly store: Store;
  readonly bus: Bus;
  readonly clock: Clock;
  readonly lang: Language;
  readonly apiKey?: string;
  readonly commands?: CommandCalls;
  readonly log?: FastifyBaseLogger;
}

/** The whole server without a port: tests inject requests into it. */
export async function buildApp(options: AppOptions): Promise<App> {
  const { store, bus, clock, lang, apiKey, commands } = options;
  const app = fastify({
    loggerInstance: options.log ?? pino({ level: "warn" }, pino.destination(2)),
    bodyLimit: bodyLimitBytes,
    trustProxy: false,
    return503OnClosing: true,
    forceCloseConnections: true,
    routerOptions: { maxParamLength: 500 },
  }).withTypeProvider<TypeBoxTypeProvider>() as App;
  // Answers are written as they are; tests check them against their schemas.
  app.setSerializerCompiler(() => (data) => JSON.stringify(data));
  app.setErrorHandler(answerWithProblem(lang));
  acceptShallowJson(app);
  secureHeaders(app);
  guard(app, apiKey);
  await app.register(fastifySwagger, {
    openapi: {
      openapi: "3.1.0",
      info: {
        title: "Kindred",
        description: "Which customers you have, what each will do next, why, and what to do about it.",
        version: "1",
      },
      ...(apiKey
        ? {
            components: { securitySchemes: { key: { type: "http", scheme: "bearer" } } },
            security: [{ key: [] }],
          }
        : {}),
    },
  });
  const progress = new Progress(bus, clock);
  app.addHook("onClose", async () => progress.close());
  const context: ServeContext = { store, bus, clock, lang, progress, ...(commands ? { commands } : {}) };
  const tracking = startTracking(app, context);
  const routes = [
    healthRoutes,
    overviewRoutes,
    dataRoutes,
    segmentRoutes,
    goalRoutes,
    customerRoutes,
    recommendationRoutes,
    themeRoutes,
    forecastRoutes,
    actionRoutes,
    exportRoutes,
    identityRoutes,
    sourceRoutes,
    rejectRoutes,
    fileRoutes,
    progressRoutes,
    commandRoutes,
    snippetRoutes,
    replayRoutes(tracking),
    trackingRoutes(tracking),
  ];
  for (const add of routes) await app.register(async (scope: App) => add(scope, context));
  await serveDashboard(app);
  await app.ready();
  return app;
}
