/** Disjoint sets in shared memory (i32 parent a place); the lowest place of a set is its root, whoever joined it and when. */
export function find(parent: usize, i: i32): i32 {
  while (true) {
    const at = parent + (<usize>i << 2);
    const up = atomic.load<i32>(at);
    if (up == i) return i;
    const above = atomic.load<i32>(parent + (<usize>up << 2));
    if (above == up) return up;
    // Halves the path. Parents only ever go down, so another thread's step is never undone for a worse one that matters.
    atomic.cmpxchg<i32>(at, up, above);
    i = above;
  }
}

/** Joins the sets of a and b; false where they were one already. Threads may join at the same time (Anderson and Woll 1991). */
export function link(parent: usize, a: i32, b: i32): bool {
  while (true) {
    a = find(parent, a);
    b = find(parent, b);
    if (a == b) return false;
    const high = max(a, b), low = min(a, b);
    if (atomic.cmpxchg<i32>(parent + (<usize>high << 2), high, low) == high) return true;
  }
}
