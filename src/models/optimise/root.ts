/**
 * Where the non-falling `f` crosses 0, to about `tolerance`: the bracket grows from `guess` by doubling steps, then
 * Chandrupatla's method (1997) closes it (inverse quadratic steps where they are safe, halving where not).
 */
export function crossing(f: (x: number) => number, guess: number, tolerance: number): number {
  let [b, fb] = [guess, f(guess)];
  if (fb === 0) return guess;
  let [a, fa] = [b, fb];
  for (let step = 1; fa > 0 === fb > 0; step *= 2) {
    if (step > 1e300) return a;
    [b, fb] = [a, fa];
    a += fa > 0 ? -step : step;
    fa = f(a);
    if (fa === 0) return a;
  }
  let share = 0.5;
  for (let k = 0; k < 200; k++) {
    const x = a + share * (b - a);
    const fx = f(x);
    let [c, fc] = [a, fa];
    if (fx > 0 !== fa > 0) {
      [c, fc] = [b, fb];
      [b, fb] = [a, fa];
    }
    [a, fa] = [x, fx];
    const best = Math.abs(fa) < Math.abs(fb) ? a : b;
    const narrow = tolerance / Math.abs(b - a);
    if (fa === 0 || narrow > 0.5) return best;
    const along = (a - b) / (c - b);
    const up = (fa - fb) / (fc - fb);
    const quadratic = up * up < along && (1 - up) * (1 - up) < 1 - along;
    const raw = quadratic
      ? (fa / (fb - fa)) * (fc / (fb - fc)) + ((c - a) / (b - a)) * (fa / (fc - fa)) * (fb / (fc - fb))
      : 0.5;
    share = Math.min(1 - narrow, Math.max(narrow, raw));
  }
  return a;
}
