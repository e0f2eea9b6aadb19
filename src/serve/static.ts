import { existsSync } from "node:fs";
import { join } from "node:path";
import fastifyStatic from "@fastify/static";
import { KindredError } from "../core/errors.ts";
import type { App } from "./context.ts";

const dist = join(import.meta.dirname, "..", "..", "dashboard", "dist");

/** Serves the built dashboard; every path that is no file and not the API's is a page of it. */
export async function serveDashboard(app: App): Promise<void> {
  const built = existsSync(join(dist, "index.html"));
  if (built) {
    await app.register(fastifyStatic, {
      root: dist,
      wildcard: false,
      preCompressed: true,
      cacheControl: false,
      setHeaders(reply, path) {
        const hashed = path.includes(`${join(dist, "assets")}`);
        reply.header("cache-control", hashed ? "public, max-age=31536000, immutable" : "no-cache");
      },
    });
  }
  app.setNotFoundHandler((request, reply) => {
    const [path = "/"] = request.url.split("?");
    const isPage = request.method === "GET" && !path.startsWith("/api") && !/\.[a-z0-9]+$/i.test(path);
    if (!isPage) throw new KindredError("route-not-found", { method: request.method, path });
    if (!built || !existsSync(join(dist, "index.html"))) throw new KindredError("dashboard-not-built");
    return reply.header("cache-control", "no-cache").sendFile("index.html");
  });
}
