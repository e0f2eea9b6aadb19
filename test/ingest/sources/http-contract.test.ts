import { afterAll, beforeAll, describe } from "vitest";
import type { HttpPullConfig } from "../../../src/ingest/sources/http-pull/config.ts";
import { ApiServer } from "./api-server.ts";
import { type Shop, type ShopLine, sourceContract } from "./contract.ts";

/** Orders with their lines behind an API. */
class ApiShop implements Shop {
  readonly secrets: readonly string[];
  readonly #api: ApiServer;
  readonly #lines = new Map<string, Map<number, ShopLine>>();
  #moment = Date.UTC(2026, 4, 1);

  constructor(api: ApiServer) {
    this.#api = api;
    this.secrets = [api.clientSecret, "of-the-api"];
    api.reset();
  }

  async put(lines: readonly ShopLine[]): Promise<void> {
    for (const line of lines) {
      const order = this.#lines.get(line.order) ?? new Map<number, ShopLine>();
      this.#lines.set(line.order, order.set(line.line, line));
    }
    // Each change is an hour later than the one before.
    this.#moment += 3_600_000;
    for (const id of new Set(lines.map((l) => l.order))) this.#write(id, null);
  }

  #write(id: string, deletedAt: string | null): void {
    const lines = [...this.#lines.get(id)!.values()];
    this.#api.orders.set(id, {
      id,
      customer: { id: lines[0]!.customer, name: "…" },
      ordered_at: lines[0]!.at,
      updated_at: new Date(this.#moment).toISOString(),
      deleted_at: deletedAt,
      currency: "EUR",
      line_items: lines.map((l) => ({ sku: l.product, quantity: l.quantity, price: Number(l.price) })),
    });
  }

  async putBroken(): Promise<void> {
    this.#api.orders.set("ZZ1", {
      id: "ZZ1",
      customer: { id: "c1" },
      ordered_at: "the other day",
      updated_at: new Date(this.#moment).toISOString(),
      deleted_at: null,
      currency: "EUR",
      line_items: [{ sku: "p100", quantity: 1, price: 5 }],
    });
  }

  async removeOrder(order: string): Promise<void> {
    this.#moment += 3_600_000;
    this.#write(order, new Date(this.#moment).toISOString());
  }

  config(): HttpPullConfig {
    return {
      kind: "http-pull",
      as: "orders",
      url: `${this.#api.url}/v2/orders`,
      auth: {
        type: "oauth2",
        tokenUrl: `${this.#api.url}/token`,
        clientIdEnv: "ERP_ID",
        clientSecretEnv: "ERP_SECRET",
      },
      items: "data.orders",
      lines: "line_items",
      key: "id",
      cursor: { path: "updated_at", parameter: "updated_since" },
      deleted: "deleted_at",
      paging: { type: "cursor", parameter: "after", path: "meta.next" },
      map: { order: "id", customer: "customer.id", date: "ordered_at", product: "line_items.sku" },
    };
  }

  variable(name: string): string | undefined {
    return { ERP_ID: this.#api.clientId, ERP_SECRET: this.#api.clientSecret }[name];
  }

  async breakOnce(): Promise<void> {
    this.#api.fail({ 2: "429", 4: "half", 6: "reset", 8: "401", 10: "500", 12: "429", 13: "500" });
  }

  breaks(): number {
    return this.#api.failed;
  }
}

describe("an HTTP API keeps the contract of sources", () => {
  let api: ApiServer;
  beforeAll(async () => {
    api = await ApiServer.start();
  });
  afterAll(() => api.stop());

  sourceContract(async () => new ApiShop(api));
});
