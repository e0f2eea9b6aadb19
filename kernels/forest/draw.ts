import { below, seed } from "./random";

/** How often each of `rows` rows comes up in `draws` draws with replacement → u16 a row. */
export function bootstrap(counts: usize, rows: u32, draws: u32, a: u32, b: u32): void {
  seed(a, b);
  memory.fill(counts, 0, <usize>rows << 1);
  for (let i: u32 = 0; i < draws; i++) {
    const at = counts + (<usize>below(rows) << 1);
    const count = load<u16>(at);
    if (count < 65535) store<u16>(at, count + 1);
  }
}
