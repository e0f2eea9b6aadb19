// The best split of one node, over a range of columns.
import { CATEGORY_L2, CATEGORY_MOST, CATEGORY_ROWS, CATEGORY_SMOOTH } from "./category";
import { ALLOWED, BIN_COUNTS, CATEGORY_NOISE, GENERAL, KINDS, L1, L2, MIN_H, MIN_ROWS, MONOTONE, UNIT_G, UNIT_H } from "./job";
import { R_BIN, R_COLUMN, R_G, R_H, R_KEY, R_KIND, R_OF, R_SET } from "./job";

const MISSING_AT: usize = 255 << 3;
// The node that is searched (every thread has its own instance, so its own globals).
let G: i64 = 0;
let H: i64 = 0;
let low: f64 = 0;
let high: f64 = 0;
let minH: i64 = 1;
let unitG: f64 = 1;
let unitH: f64 = 1;
let l1: f64 = 0;
let l2: f64 = 0;
let rowsPerH: f64 = 1;

// What a scan found.
let foundKey: f64 = 0;
let foundBin: i32 = -1;
let foundFromTop: bool = false;
let foundOf: i32 = 0;
// Room of this thread: sorting keys (256 float64), then the bins in their order (256 bytes).
let ratios: usize = 0;
let order: usize = 0;
let general: bool = false;
/** What the node takes as it is (general), or would take with 2 λ₂. */
let wholeTakes: f64 = 0;
let keyUnit: f64 = 1;
let categoryNoise: f64 = 0;

/** Best value for a node with sums g, h in real units, within the node's bounds. */
// @ts-ignore: decorator
@inline function valueOf(g: f64, h: f64, ridge: f64): f64 {
  const pull = g > l1 ? g - l1 : g < -l1 ? g + l1 : 0;
  return min(max(-pull / (h + ridge), low), high);
}

/** Twice the loss that `value` takes away. */
// @ts-ignore: decorator
@inline function lossTaken(g: f64, h: f64, value: f64, ridge: f64): f64 {
  return -(2 * g * value + (h + ridge) * value * value + 2 * l1 * abs(value));
}

/** Loss taken away by both children of a split; −∞ where the monotone constraint forbids it. */
// @ts-ignore: decorator
@inline function bothTake(leftG: i64, leftH: i64, monotone: i32, ridge: f64): f64 {
  const lg = <f64>leftG * unitG;
  const lh = <f64>leftH * unitH;
  const rg = <f64>(G - leftG) * unitG;
  const rh = <f64>(H - leftH) * unitH;
  const left = valueOf(lg, lh, ridge);
  const right = valueOf(rg, rh, ridge);
  if (<f64>monotone * (right - left) < 0) return -Infinity;
  return lossTaken(lg, lh, left, ridge) + lossTaken(rg, rh, right, ridge);
}

/** The order of splits: the loss a split takes beyond the whole node, in the units of `scanFast` where that is used. */
// @ts-ignore: decorator
@inline function keyOf(taken: f64): f64 {
  return (taken - wholeTakes) * keyUnit;
}

function prepareKey(): void {
  const g = <f64>G * unitG;
  const h = <f64>H * unitH;
  if (general) {
    wholeTakes = lossTaken(g, h, valueOf(g, h, l2), l2);
    keyUnit = 1;
  } else {
    wholeTakes = (g * g) / (h + 2 * l2);
    keyUnit = (h + 2 * l2) / (unitG * unitG);
  }
}

/**
 * Numbers without bounds or λ₁: with a = h_left + λ₂, b = h_right + λ₂ in units of their sum, the loss taken is
 * a constant plus (g_left − G a)² / (a b), found for four bins at once in float32. No cancellation, so float32 is enough.
 */
function scanFast(p: usize, bins: i32, start: i64): void {
  const ridge = <f32>(l2 / unitH);
  const norm = <f32>(1.0 / (<f64>H + 2 * (l2 / unitH)));
  const ridge4 = f32x4.splat(ridge);
  const norm4 = f32x4.splat(norm);
  const whole = f32x4.splat(<f32>G);
  const total = i32x4.splat(<i32>H);
  const least = i32x4.splat(<i32>minH);
  const last = i32x4.splat(bins);
  const zero = i64x2.splat(0);
  let carry = i64x2.splat(start);
  let index = i32x4(0, 1, 2, 3);
  let best = f32x4.splat(0);
  let bestAt = i32x4.splat(-1);
  for (let b = 0; b < bins; b += 4) {
    let first = v128.load(p);
    let second = v128.load(p, 16);
    p += 32;
    first = i64x2.add(first, i8x16.shuffle(zero, first, 0, 1, 2, 3, 4, 5, 6, 7, 16, 17, 18, 19, 20, 21, 22, 23));
    second = i64x2.add(second, i8x16.shuffle(zero, second, 0, 1, 2, 3, 4, 5, 6, 7, 16, 17, 18, 19, 20, 21, 22, 23));
    first = i64x2.add(first, carry);
    second = i64x2.add(second, i8x16.shuffle(first, first, 8, 9, 10, 11, 12, 13, 14, 15, 8, 9, 10, 11, 12, 13, 14, 15));
    carry = i8x16.shuffle(second, second, 8, 9, 10, 11, 12, 13, 14, 15, 8, 9, 10, 11, 12, 13, 14, 15);
    const h = i8x16.shuffle(first, second, 0, 1, 2, 3, 8, 9, 10, 11, 16, 17, 18, 19, 24, 25, 26, 27);
    const g = i8x16.shuffle(first, second, 4, 5, 6, 7, 12, 13, 14, 15, 20, 21, 22, 23, 28, 29, 30, 31);
    const r = i32x4.sub(total, h);
    const left = f32x4.mul(f32x4.add(f32x4.convert_i32x4_u(h), ridge4), norm4);
    const right = f32x4.mul(f32x4.add(f32x4.convert_i32x4_u(r), ridge4), norm4);
    const d = f32x4.sub(f32x4.convert_i32x4_s(g), f32x4.mul(whole, left));
    const key = f32x4.div(f32x4.mul(d, d), f32x4.mul(left, right));
    let better = v128.and(i32x4.ge_u(h, least), i32x4.ge_u(r, least));
    better = v128.and(better, i32x4.lt_s(index, last));
    better = v128.and(better, f32x4.gt(key, best));
    best = v128.bitselect(key, best, better);
    bestAt = v128.bitselect(index, bestAt, better);
    index = i32x4.add(index, i32x4.splat(4));
  }
  foundKey = 0;
  foundBin = -1;
  take(f32x4.extract_lane(best, 0), i32x4.extract_lane(bestAt, 0));
  take(f32x4.extract_lane(best, 1), i32x4.extract_lane(bestAt, 1));
  take(f32x4.extract_lane(best, 2), i32x4.extract_lane(bestAt, 2));
  take(f32x4.extract_lane(best, 3), i32x4.extract_lane(bestAt, 3));
}

/** Keeps the better of two lanes; of equals the lower bin. */
// @ts-ignore: decorator
@inline function take(key: f32, bin: i32): void {
  if (bin < 0) return;
  if (<f64>key > foundKey || (<f64>key === foundKey && bin < foundBin)) {
    foundKey = <f64>key;
    foundBin = bin;
  }
}

/** Numbers with λ₁, bounds or a monotone constraint. */
function scanGeneral(p: usize, bins: i32, start: i64, monotone: i32): void {
  let sum = start;
  foundKey = 0;
  foundBin = -1;
  for (let b = 0; b < bins; b++) {
    sum += load<i64>(p + (<usize>b << 3));
    const h = sum & 0xffffffff;
    if (h < minH) continue;
    if (H - h < minH) break;
    const key = keyOf(bothTake(sum >> 32, h, monotone, l2));
    if (key > foundKey) {
      foundKey = key;
      foundBin = b;
    }
  }
}

/**
 * Categories sorted by g / (h + smooth), where the best set is a run from one end (Fisher 1958), or in their own order. The lighter side goes
 * left, so that rare and unknown categories go with the heavier. `foundBin` = how many go left.
 */
function scanCategories(p: usize): void {
  let n = 0;
  const support = <i64>Math.ceil(CATEGORY_ROWS / rowsPerH);
  for (let bin = 0; bin < 256; bin++) {
    const v = load<i64>(p + (<usize>bin << 3));
    const h = v & 0xffffffff;
    if (h < support) continue;
    const ratio = (<f64>(v >> 32) * unitG) / (<f64>h * unitH + CATEGORY_SMOOTH * (<f64>1 / rowsPerH) * unitH);
    let at = n++;
    for (; at > 0 && load<f64>(ratios + (<usize>(at - 1) << 3)) > ratio; at--) {
      store<f64>(ratios + (<usize>at << 3), load<f64>(ratios + (<usize>(at - 1) << 3)));
      store<u8>(order + at, load<u8>(order + at - 1));
    }
    store<f64>(ratios + (<usize>at << 3), ratio);
    store<u8>(order + at, <u8>bin);
  }
  foundKey = 0;
  foundBin = -1;
  for (let fromTop = 0; fromTop < 2; fromTop++) {
    let sum: i64 = 0;
    for (let i = 0; i < min(n, CATEGORY_MOST); i++) {
      sum += load<i64>(p + (<usize>load<u8>(order + (fromTop ? n - 1 - i : i)) << 3));
      const h = sum & 0xffffffff;
      if (h < minH) continue;
      if (h > H - h || H - h < minH) break;
      const key = keyOf(bothTake(sum >> 32, h, 0, l2 + CATEGORY_L2) - categoryNoise * <f64>(n - 1));
      if (key > foundKey) {
        foundKey = key;
        foundBin = i + 1;
        foundFromTop = fromTop !== 0;
      }
    }
  }
  foundOf = n;
  scanInOrder(p);
}

/**
 * Categories in the order of their codes, as numbers are: many codes have an order (grades, months, ranges), and one that
 * the outcomes did not choose needs no penalty. Codes up to `foundBin` go left, or, from the top, codes from it on.
 */
function scanInOrder(p: usize): void {
  for (let fromTop = 0; fromTop < 2; fromTop++) {
    let sum: i64 = 0;
    for (let i = 0; i < 255; i++) {
      const bin = fromTop ? 254 - i : i;
      const v = load<i64>(p + (<usize>bin << 3));
      if (!v) continue;
      sum += v;
      const h = sum & 0xffffffff;
      if (h < minH) continue;
      if (H - h < minH) break;
      const key = keyOf(bothTake(sum >> 32, h, 0, l2));
      if (key > foundKey) {
        foundKey = key;
        foundBin = bin;
        foundFromTop = fromTop !== 0;
        foundOf = 0;
      }
    }
  }
}

/**
 * Best split of the node at `node` (sums G, H, rows, bounds) with the histogram `slot` over columns [from, to) → the
 * record. Its key is 0 when there is none. `room`: 2,304 bytes of this thread.
 */
export function searchNode(job: usize, node: usize, slot: usize, from: i32, to: i32, room: usize, record: usize): void {
  ratios = room;
  order = room + 2048;
  G = <i64>load<f64>(node);
  H = <i64>load<f64>(node, 8);
  const rows = load<f64>(node, 16);
  low = load<f64>(node, 24);
  high = load<f64>(node, 32);
  unitG = load<f64>(job + UNIT_G);
  unitH = load<f64>(job + UNIT_H);
  l1 = load<f64>(job + L1);
  l2 = load<f64>(job + L2);
  categoryNoise = load<f64>(job + CATEGORY_NOISE);
  rowsPerH = rows / <f64>H;
  const wanted = max((<f64>load<i32>(job + MIN_ROWS) - 0.5) / rowsPerH, load<f64>(job + MIN_H) / unitH);
  minH = <i64>Math.ceil(max(1.0, wanted * load<f64>(node, 40)));
  general = load<i32>(job + GENERAL) !== 0;
  prepareKey();
  const counts = <usize>load<u32>(job + BIN_COUNTS);
  const kinds = <usize>load<u32>(job + KINDS);
  const allowed = <usize>load<u32>(job + ALLOWED);
  const monotone = <usize>load<u32>(job + MONOTONE);
  let bestKey: f64 = 0;
  store<f64>(record, 0, R_KEY);
  if (minH > H - minH) return;
  for (let c = from; c < to; c++) {
    if (!load<u8>(allowed + c)) continue;
    const p = slot + (<usize>c << 11);
    if (load<u8>(kinds + c) === 1) {
      scanCategories(p);
      if (foundKey > bestKey) {
        bestKey = foundKey;
        writeCategories(record, p, c);
      }
      continue;
    }
    const bins = load<i32>(counts + (<usize>c << 2));
    const missing = load<i64>(p + MISSING_AT);
    const ways = missing ? 2 : 1;
    for (let missingLeft = 0; missingLeft < ways; missingLeft++) {
      const start = missingLeft ? missing : 0;
      if (general) scanGeneral(p, bins, start, load<i8>(monotone + c));
      else scanFast(p, bins, start);
      if (foundKey <= bestKey) continue;
      bestKey = foundKey;
      let sum = start;
      for (let b = 0; b <= foundBin; b++) sum += load<i64>(p + (<usize>b << 3));
      writeRecord(record, c, sum, missingLeft);
    }
  }
}

function writeRecord(record: usize, column: i32, left: i64, kind: i32): void {
  store<f64>(record, foundKey, R_KEY);
  store<f64>(record, <f64>(left >> 32), R_G);
  store<f64>(record, <f64>(left & 0xffffffff), R_H);
  store<i32>(record, column, R_COLUMN);
  store<i32>(record, foundBin, R_BIN);
  store<i32>(record, kind, R_KIND);
}

function writeCategories(record: usize, p: usize, column: i32): void {
  memory.fill(record + R_SET, 0, 32);
  let left: i64 = 0;
  const inOrder = foundOf === 0;
  const count = !inOrder ? foundBin : foundFromTop ? 255 - foundBin : foundBin + 1;
  for (let i = 0; i < count; i++) {
    const place = foundFromTop ? (inOrder ? 254 : foundOf - 1) - i : i;
    const bin = inOrder ? <usize>place : <usize>load<u8>(order + place);
    left += load<i64>(p + (bin << 3));
    const at = record + R_SET + (bin >> 3);
    store<u8>(at, load<u8>(at) | (1 << (<u8>bin & 7)));
  }
  writeRecord(record, column, left, 2);
  store<i32>(record, foundOf, R_OF);
}
