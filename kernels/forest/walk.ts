import { BINS, KINDS, MISSING, N_BIN, N_LEFT, N_MISSING, NODE, ROWS, STRIDE } from "./job";

/** The leaf of every row with `counts` = `wanted`, as the number of its node → i32 a row; −1 for all others. */
export function walk(job: usize, counts: usize, wanted: u32, ranks: usize, nodes: usize, out: usize): void {
  const rows = <usize>load<u32>(job + ROWS);
  const bins = <usize>load<u32>(job + BINS);
  const stride = <usize>load<u32>(job + STRIDE);
  const kinds = <usize>load<u32>(job + KINDS);
  for (let row: usize = 0; row < rows; row++) {
    if (<u32>load<u16>(counts + (row << 1)) !== wanted) {
      store<i32>(out + (row << 2), -1);
      continue;
    }
    let at: usize = 0;
    for (;;) {
      const node = nodes + at * NODE;
      const column = load<i32>(node);
      if (column < 0) break;
      let bin = <i32>load<u8>(bins + row * stride + <usize>column);
      if (load<u8>(kinds + column) === 1) bin = <i32>load<u8>(ranks + (<usize>column << 8) + <usize>bin);
      const goRight = bin === MISSING ? 1 - load<i32>(node, N_MISSING) : i32(bin > load<i32>(node, N_BIN));
      at = <usize>(load<i32>(node, N_LEFT) + goRight);
    }
    store<i32>(out + (row << 2), <i32>at);
  }
}
