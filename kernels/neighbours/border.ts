import { Dense } from "./dense";
import { between, exact, loose, toBox, within } from "./distance";
import { blockOf, boxOf, fromOf, rowOf, toOf } from "./tree";

const AT_ONCE = 8;

/**
 * Labels of the points in the leaves [counter] … last − 1: a core point's own group, for another point the lowest group
 * of a core point within the distance, −1 where there is none. Scratch: 1 KiB a thread.
 */
export function reachBorder(d: Dense, counter: usize, last: i32, scratch: usize): void {
  const t = d.tree;
  while (true) {
    const first = atomic.add<i32>(counter, AT_ONCE);
    if (first >= last) return;
    for (let leaf = first; leaf < min(first + AT_ONCE, last); leaf++) {
      const from = fromOf(t, leaf), to = toOf(t, leaf);
      let border = 0;
      for (let i = from; i < to; i++) {
        store<i32>(d.label + (<usize>i << 2), load<i32>(d.group + (<usize>i << 2)));
        if (load<u8>(d.isCore + i) == 0) border |= 1 << (i - from);
      }
      if (border != 0) reach(d, leaf, from, border, scratch);
    }
  }
}

function reach(d: Dense, leaf: i32, from: i32, border: i32, stack: usize): void {
  const t = d.tree;
  const wideBytes = <usize>t.wide << 2, columnBytes = <usize>t.cols << 6;
  const far = loose(d.squared, t.wide);
  const own = boxOf(t, leaf), block = blockOf(t, from);
  store<i32>(stack, 0);
  let waiting: usize = 4;
  while (waiting > 0) {
    waiting -= 4;
    const node = load<i32>(stack + waiting);
    const box = boxOf(t, node);
    // −2: no core point in the node.
    if (load<i32>(d.one + (<usize>node << 2)) == -2 || between(own, box, wideBytes) > far) continue;
    if (node < t.firstLeaf) {
      store<i32>(stack + waiting, 2 * node + 2);
      store<i32>(stack + waiting, 2 * node + 1, 4);
      waiting += 8;
      continue;
    }
    const first = fromOf(t, node), valid = (1 << (toOf(t, node) - first)) - 1;
    for (let left = border; left != 0; left &= left - 1) {
      const lane = ctz(left), i = from + lane, row = rowOf(t, i);
      if (toBox(box, row, wideBytes) > far) continue;
      const at = d.label + (<usize>i << 2);
      let found = within(blockOf(t, first), block + (<usize>lane << 2), columnBytes, far) & valid;
      for (; found != 0; found &= found - 1) {
        const j = first + ctz(found);
        const group = load<i32>(d.group + (<usize>j << 2));
        const best = load<i32>(at);
        if (group < 0 || (best >= 0 && group >= best)) continue;
        if (exact(rowOf(t, j), row, t.cols) <= d.squared) store<i32>(at, group);
      }
    }
  }
}
