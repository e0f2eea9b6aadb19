import { Projector } from "../ingest/events/projector.ts";
import { Tracking } from "../ingest/events/tracking.ts";
import type { App, ServeContext } from "./context.ts";

/** Events in, and facts of them some seconds later, for as long as the server runs. */
export function startTracking(app: App, { store, clock }: ServeContext): Tracking {
  const projector = new Projector(store, {
    clock,
    // A merge or a new profile may be of someone who has withdrawn consent.
    onProjected: () => tracking.withdrawn.read(store),
    onError: report,
  });
  const tracking = new Tracking(store, { clock, onStored: () => projector.soon() });
  function report(error: unknown): void {
    app.log.error({ err: error }, "events");
  }
  app.addHook("onListen", async () => {
    // A call that comes before the known messages are read back waits for them, or is told why it cannot.
    void tracking.open().catch(report);
    projector.soon();
  });
  app.addHook("onClose", async () => {
    await tracking.close();
    await projector.close();
  });
  return tracking;
}
