// One person under several profiles: merged when it is said, explained, taken apart, never on weak evidence.
import { afterEach, beforeEach, expect, test } from "vitest";
import { computeFeatures } from "../../../src/features/compute.ts";
import { buyers } from "../../../src/features/population.ts";
import { projectEvents } from "../../../src/ingest/events/project/project.ts";
import { acceptMerge, refuseMerge, undoMerge } from "../../../src/ingest/identity/decide.ts";
import { readApart, readMerges } from "../../../src/ingest/identity/merges.ts";
import { proposeMerges } from "../../../src/ingest/identity/proposals.ts";
import { EventStore } from "./store.ts";

let events: EventStore;
let n = 0;
beforeEach(async () => {
  events = await new EventStore().open();
  n = 0;
});
afterEach(() => events.close());

const HOUR = 3_600_000;
const later = (hours: number) => {
  events.now = new Date(events.now.getTime() + hours * HOUR);
};
const send = async (...calls: object[]) => {
  const said = await events.send(calls.map((c) => ({ messageId: `m${n++}`, ...c })));
  expect(new Set(said)).toEqual(new Set(["stored"]));
  await projectEvents(events.store, events.clock);
};
const order = (id: string, who: object, price = 10) => ({
  type: "track",
  event: "Order Completed",
  ...who,
  properties: { order_id: id, currency: "EUR", products: [{ product_id: "P", price, quantity: 1 }] },
});
const login = (anonymousId: string, userId: string) => ({
  type: "identify",
  anonymousId,
  userId,
  traits: {},
});
const visitor = { anonymousId: "v1" };
const ann = { userId: "ann" };

/** Orders of each person as of a moment. */
async function orders(asOf: Date): Promise<Record<string, number>> {
  const features = [
    { name: "orders", unit: "count", value: { op: "measure", from: "orders", aggregate: "count" } },
  ] as const;
  const table = await computeFeatures(events.store, features, { asOf, population: buyers });
  const ids = await events.store.rows<{ customer: number; customer_id: string }>(
    "SELECT customer, customer_id FROM customers",
  );
  const idOf = new Map(ids.map((r) => [r.customer, r.customer_id]));
  return Object.fromEntries(Array.from(table.customers, (c, i) => [idOf.get(c), table.design.x.data[i]]));
}
const merges = async () =>
  (await readMerges(events.store, 10)).map((m) => `${m.from} → ${m.into} (${m.reason})`);

test("one history before and after login, from the login on; earlier moments stay as they were", async () => {
  await send(order("O1", visitor));
  later(24);
  await send(order("O2", ann));
  later(24);
  const before = new Date(events.now.getTime());
  await send(login("v1", "ann"));
  later(24);
  await send(order("O3", visitor), order("O4", ann));
  later(1);
  expect(await merges()).toEqual(["anonymous:v1 → ann (identify)"]);
  expect(await orders(before)).toEqual({ "anonymous:v1": 1, ann: 1 });
  expect(await orders(events.now)).toEqual({ ann: 4 });
  // The facts keep the profile they came with.
  const profiles = await events.store.rows(
    "SELECT order_id, customer_id FROM orders JOIN customers USING (customer) ORDER BY 1",
  );
  expect(profiles).toEqual([
    { order_id: "O1", customer_id: "anonymous:v1" },
    { order_id: "O2", customer_id: "ann" },
    { order_id: "O3", customer_id: "anonymous:v1" },
    { order_id: "O4", customer_id: "ann" },
  ]);
});

test("a merge taken apart counts until then, and the same login does not make it again", async () => {
  await send(order("O1", visitor), order("O2", ann), login("v1", "ann"));
  later(24);
  const together = new Date(events.now.getTime());
  const { mergeId } = (await readMerges(events.store, 1))[0]!;
  await undoMerge(events.store, mergeId, events.now);
  await send(login("v1", "ann"));
  later(1);
  expect(await orders(together)).toEqual({ ann: 2 });
  expect(await orders(events.now)).toEqual({ "anonymous:v1": 1, ann: 1 });
  await expect(undoMerge(events.store, mergeId, events.now)).rejects.toMatchObject({ code: "unknown-merge" });
});

test("a device of two people stays with the first, and that is noted", async () => {
  await send(login("v1", "ann"), order("O1", visitor));
  await send(login("v1", "bob"), order("O2", { userId: "bob" }));
  await send(login("v1", "bob"));
  later(1);
  expect(await merges()).toEqual(["anonymous:v1 → ann (identify)"]);
  expect(await orders(events.now)).toEqual({ ann: 1, bob: 1 });
  expect(await readApart(events.store, 10)).toMatchObject([
    { from: "anonymous:v1", into: "bob", reason: "shared-device" },
  ]);
});

test("alias joins a visitor or an earlier user; chains end at the last", async () => {
  await send(order("O1", visitor), { type: "alias", previousId: "v1", userId: "ann" });
  await send(order("O2", ann), { type: "alias", previousId: "ann", userId: "ann@new" });
  await send(order("O3", { userId: "ann@new" }));
  // And back again: nothing runs in circles.
  await send({ type: "alias", previousId: "ann@new", userId: "ann" });
  later(1);
  expect(await merges()).toEqual(["ann → ann@new (alias)", "anonymous:v1 → ann (alias)"]);
  expect(await orders(events.now)).toEqual({ "ann@new": 3 });
});

test("an alias of a user unknown so far is of a visitor", async () => {
  await send({ type: "alias", previousId: "x9", userId: "ann" });
  expect(await merges()).toEqual(["anonymous:x9 → ann (alias)"]);
});

test("traits told by both profiles are of one person", async () => {
  await send({ type: "identify", anonymousId: "v1", traits: { age: 20 } });
  later(1);
  await send(
    { type: "identify", anonymousId: "v1", userId: "ann", traits: { age: 31 } },
    order("O1", visitor),
  );
  later(1);
  const age = { name: "age", unit: "count", value: { op: "attribute", name: "age" } } as const;
  const table = await computeFeatures(events.store, [age], { asOf: events.now });
  expect([table.customers.length, table.design.x.data[0]]).toEqual([1, 31]);
});

const person = (userId: string, traits: object) => ({ type: "identify", userId, traits });
const born = { birthday: "1980-05-17T00:00:00Z" };

test("an e-mail address alone merges nobody; proposals carry points and reasons, and a person decides", async () => {
  await send(
    person("a", { email: "Ann@Example.org", firstName: "Ann", lastName: "Lee", ...born }),
    person("b", { email: "ann@example.org", name: "LEE, Ánn", ...born }),
    person("c", { name: "Ann Lee", birthday: "1999-01-01", email: "ann@example.org" }),
    person("d", { name: "Bo Ek", ...born, address: { street: "Main St. 1", postalCode: "123" } }),
    person("e", { name: "Bo Ek", address: { street: "Main St 1", postalCode: "123" } }),
  );
  expect(await merges()).toEqual([]);
  const proposals = await proposeMerges(events.store, events.now);
  expect(proposals.map((p) => [p.from, p.into, p.score])).toEqual([["b", "a", 99]]);
  expect(proposals[0]!.evidence.map((e) => e.code)).toEqual([
    "identity.agree.email",
    "identity.agree.name",
    "identity.agree.birthDate",
  ]);
  await acceptMerge(events.store, proposals[0]!, { by: "test" }, events.now);
  expect(await merges()).toEqual(["b → a (person)"]);
  expect(await proposeMerges(events.store, events.now)).toEqual([]);
  await expect(acceptMerge(events.store, { from: "b", into: "c" }, {}, events.now)).rejects.toMatchObject({
    code: "merge-impossible",
  });
  await expect(acceptMerge(events.store, { from: "zz", into: "c" }, {}, events.now)).rejects.toMatchObject({
    code: "unknown-customer",
  });
});

test("who is kept apart is not proposed again; an address of a desk proposes nobody", async () => {
  await send(
    person("a", { phone: "+49 30 1234567", name: "Ann Lee" }),
    person("b", { phone: "0301234567", name: "Ann Lee" }),
  );
  const [proposal] = await proposeMerges(events.store, events.now);
  expect(proposal).toMatchObject({ from: "b", into: "a", score: 70 });
  await refuseMerge(events.store, proposal!, events.now);
  expect(await proposeMerges(events.store, events.now)).toEqual([]);
  expect(await readApart(events.store, 10)).toMatchObject([{ from: "b", into: "a", reason: "refused" }]);
  await send(...Array.from({ length: 6 }, (_, i) => person(`s${i}`, { email: "sales@example.org" })));
  expect(await proposeMerges(events.store, events.now)).toEqual([]);
});
