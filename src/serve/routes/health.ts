import { Type } from "typebox";
import type { App } from "../context.ts";

/** Whether the server is up, and its own description. */
export function healthRoutes(app: App): void {
  app.get(
    "/health",
    {
      schema: { summary: "Is the server up", response: { 200: Type.Object({ status: Type.Literal("ok") }) } },
    },
    async () => ({ status: "ok" as const }),
  );
  app.get(
    "/api/v1/openapi.json",
    { schema: { summary: "This description (OpenAPI 3.1)" } },
    async () => app.swagger() as object,
  );
}
