// xoroshiro64** (Blackman and Vigna 2018). Every thread has its own instance, so its own state.
let s0: u32 = 1;
let s1: u32 = 0;

export function seed(a: u32, b: u32): void {
  s0 = a;
  s1 = b;
}

function next(): u32 {
  const result = rotl<u32>(s0 * 0x9e3779bb, 5) * 5;
  s1 ^= s0;
  s0 = rotl<u32>(s0, 26) ^ s1 ^ (s1 << 9);
  s1 = rotl<u32>(s1, 13);
  return result;
}

/** A whole number in [0, n), with a bias below n / 2^32. */
export function below(n: u32): u32 {
  return <u32>((<u64>next() * <u64>n) >> 32);
}
