import { expect, test } from "vitest";
import { hostName } from "./guard.ts";

test.each([
  ["localhost:4747", "localhost"],
  ["LOCALHOST", "localhost"],
  ["[::1]:4747", "[::1]"],
  ["kindred.example", "kindred.example"],
  ["", undefined],
  [undefined, undefined],
  ["localhost:port", undefined],
  ["user@localhost", undefined],
  ["localhost/x", undefined],
  ["a b", undefined],
])("the name in the Host header %s is %s", (header, name) => {
  expect(hostName(header)).toBe(name);
});
