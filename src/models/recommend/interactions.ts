import { KindredError } from "../../core/errors.ts";
import { badParameter } from "../rules.ts";
import { type SparseRows, sparseRows } from "../sparse/sparse-rows.ts";

/**
 * Who took what: one entry a user and an item, `value` how much (above 0: pieces, orders, stars). Users and items are
 * whole numbers from 0; the same pair may come several times and then adds up (implicit) or counts by its last entry.
 */
export interface Interactions {
  readonly users: number;
  readonly items: number;
  readonly user: Int32Array;
  readonly item: Int32Array;
  readonly value: Float32Array;
}

/** What one user took so far, ascending items without repeats: a row of `TasteTable`, or a new user's. */
export interface Taste {
  readonly items: Int32Array;
  readonly values: Float32Array;
}

/** Throws `no-rows`, or `bad-value` naming the entry that is out of range or not a positive finite number. */
export function checkInteractions({ users, items, user, item, value }: Interactions): void {
  if (user.length === 0) throw new KindredError("no-rows");
  if (item.length !== user.length || value.length !== user.length)
    throw badParameter("interactions", `${user.length}, ${item.length}, ${value.length}`, "equal lengths");
  for (let k = 0; k < user.length; k++) {
    if (!(user[k]! >= 0 && user[k]! < users)) throw badValue("user", k, user[k]!, `0 … ${users - 1}`);
    if (!(item[k]! >= 0 && item[k]! < items)) throw badValue("item", k, item[k]!, `0 … ${items - 1}`);
    if (!(value[k]! > 0 && Number.isFinite(value[k]!))) throw badValue("value", k, value[k]!, "above 0");
  }
}

function badValue(column: string, row: number, value: number, allowed: string): KindredError {
  return new KindredError("bad-value", { column, row: row + 1, value: String(value), allowed });
}

/** The interactions by user; repeated pairs are joined into their sum. */
export function byUser({ users, items, user, item, value }: Interactions): SparseRows {
  return joined(sparseRows(users, items, user, item, value));
}

export function tasteOf({ start, column, value }: SparseRows, row: number): Taste {
  return {
    items: column.subarray(start[row]!, start[row + 1]!),
    values: value.subarray(start[row]!, start[row + 1]!),
  };
}

function joined(from: SparseRows): SparseRows {
  const start = new Int32Array(from.rows + 1);
  const column = new Int32Array(from.column.length);
  const value = new Float32Array(from.column.length);
  let n = 0;
  for (let r = 0; r < from.rows; r++) {
    start[r] = n;
    for (let k = from.start[r]!; k < from.start[r + 1]!; k++) {
      if (n > start[r]! && column[n - 1] === from.column[k]) value[n - 1]! += from.value[k]!;
      else {
        column[n] = from.column[k]!;
        value[n++] = from.value[k]!;
      }
    }
  }
  start[from.rows] = n;
  return { ...from, start, column: column.slice(0, n), value: value.slice(0, n) };
}
