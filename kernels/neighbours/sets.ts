// Disjoint sets in shared memory (i32 parent a place, Tarjan 1975), paths halved. The lowest place of a set is its root,
// whoever joined it and when. Threads that work at the same time must keep to sets of their own.

export function find(parent: usize, i: i32): i32 {
  let at = parent + (<usize>i << 2);
  let up = load<i32>(at);
  while (up != i) {
    const above = load<i32>(parent + (<usize>up << 2));
    store<i32>(at, above);
    i = above;
    at = parent + (<usize>i << 2);
    up = load<i32>(at);
  }
  return i;
}

/** Joins the sets of a and b; false where they were one already. */
export function link(parent: usize, a: i32, b: i32): bool {
  a = find(parent, a);
  b = find(parent, b);
  if (a == b) return false;
  store<i32>(parent + (<usize>max(a, b) << 2), min(a, b));
  return true;
}
