import { find } from "./sets";
import { Rounds } from "./spanning";

/**
 * The edges of the spanning tree, ascending (equal ones keep their order), as merges: merge m joins the nodes left and
 * right (places, then merges size + m; i32) at a distance (f64); `size` (i32 a node) counts the places below it.
 * Scratch: `order` and `other` i32 an edge, `counts` i32 [256], `nodeOf` i32 a place.
 */
export function mergeUp(
  r: Rounds, edges: i32, order: usize, other: usize, counts: usize, nodeOf: usize, left: usize, right: usize, distance: usize, size: usize,
): void {
  const sorted = ascending(r.edgeSquared, edges, order, other, counts);
  const places = edges + 1;
  for (let i = 0; i < places; i++) {
    store<i32>(r.parent + (<usize>i << 2), i);
    store<i32>(nodeOf + (<usize>i << 2), i);
    store<i32>(size + (<usize>i << 2), 1);
  }
  for (let m = 0; m < edges; m++) {
    const edge = <usize>load<i32>(sorted + (<usize>m << 2));
    const a = find(r.parent, load<i32>(r.edgeFrom + (edge << 2))), b = find(r.parent, load<i32>(r.edgeTo + (edge << 2)));
    const one = load<i32>(nodeOf + (<usize>a << 2)), two = load<i32>(nodeOf + (<usize>b << 2));
    store<i32>(r.parent + (<usize>max(a, b) << 2), min(a, b));
    store<i32>(nodeOf + (<usize>min(a, b) << 2), places + m);
    store<i32>(left + (<usize>m << 2), one);
    store<i32>(right + (<usize>m << 2), two);
    store<f64>(distance + (<usize>m << 3), sqrt(load<f64>(r.edgeSquared + (edge << 3))));
    store<i32>(size + (<usize>(places + m) << 2), load<i32>(size + (<usize>one << 2)) + load<i32>(size + (<usize>two << 2)));
  }
}

/** Edges by squared distance: the bits of numbers that are not negative have the numbers' order (radix sort, byte by byte). */
function ascending(squared: usize, edges: i32, order: usize, other: usize, counts: usize): usize {
  for (let m = 0; m < edges; m++) store<i32>(order + (<usize>m << 2), m);
  for (let byte: usize = 0; byte < 8; byte++) {
    memory.fill(counts, 0, 1024);
    for (let m = 0; m < edges; m++) {
      const at = counts + (<usize>load<u8>(squared + (<usize>m << 3) + byte) << 2);
      store<i32>(at, load<i32>(at) + 1);
    }
    for (let digit: usize = 0, before = 0; digit < 1024; digit += 4) {
      const here = load<i32>(counts + digit);
      store<i32>(counts + digit, before);
      before += here;
    }
    for (let m = 0; m < edges; m++) {
      const edge = load<i32>(order + (<usize>m << 2));
      const at = counts + (<usize>load<u8>(squared + (<usize>edge << 3) + byte) << 2);
      const to = load<i32>(at);
      store<i32>(at, to + 1);
      store<i32>(other + (<usize>to << 2), edge);
    }
    const sorted = other;
    other = order;
    order = sorted;
  }
  return order;
}
