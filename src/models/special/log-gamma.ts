/**
 * ln Γ and its derivatives for positive arguments: Stirling's series (Abramowitz and Stegun 6.1.41, 6.3.18, 6.4.12)
 * from 10 on, below that after raising the argument. The rises keep their digits where the values are far larger than
 * their difference: lnΓ(10⁹ + 1) − lnΓ(10⁹) is right to the last bits.
 */

const LARGE = 10;
const HALF_LOG_TWO_PI = 0.9189385332046727;

/** Stirling's correction: lnΓ(z) − (z − ½)·ln z + z − ½·ln 2π. */
function correction(z: number): number {
  const s = 1 / (z * z);
  return (
    (1 / 12 -
      s * (1 / 360 - s * (1 / 1260 - s * (1 / 1680 - s * (1 / 1188 - s * (691 / 360360 - s / 156)))))) /
    z
  );
}

/** ψ(z) − ln z for z ≥ 10. */
function digammaCorrection(z: number): number {
  const s = 1 / (z * z);
  return (
    -0.5 / z -
    s * (1 / 12 - s * (1 / 120 - s * (1 / 252 - s * (1 / 240 - s * (1 / 132 - s * (691 / 32760 - s / 12))))))
  );
}

/** ln Γ(z), z > 0. */
export function logGamma(z: number): number {
  let product = 1;
  let up = z;
  for (; up < LARGE; up++) product *= up;
  return (up - 0.5) * Math.log(up) - up + HALF_LOG_TWO_PI + correction(up) - Math.log(product);
}

/** ln Γ(z + s) − ln Γ(z), z > 0, s ≥ 0. */
export function logGammaRise(z: number, s: number): number {
  let below = 0;
  let up = z;
  for (; up < LARGE; up++) below += Math.log1p(s / up);
  const high = (up + s - 0.5) * Math.log1p(s / up) + s * (Math.log(up) - 1);
  return high + correction(up + s) - correction(up) - below;
}

/** ψ(z), z > 0: the derivative of ln Γ. */
export function digamma(z: number): number {
  let below = 0;
  let up = z;
  for (; up < LARGE; up++) below += 1 / up;
  return Math.log(up) + digammaCorrection(up) - below;
}

/** ψ(z + s) − ψ(z), z > 0, s ≥ 0. */
export function digammaRise(z: number, s: number): number {
  let below = 0;
  let up = z;
  for (; up < LARGE; up++) below += s / (up * (up + s));
  return Math.log1p(s / up) + digammaCorrection(up + s) - digammaCorrection(up) + below;
}

/** ψ′(z), z > 0. */
export function trigamma(z: number): number {
  let below = 0;
  let up = z;
  for (; up < LARGE; up++) below += 1 / (up * up);
  const s = 1 / (up * up);
  const series =
    1 / 6 - s * (1 / 30 - s * (1 / 42 - s * (1 / 30 - s * (5 / 66 - s * (691 / 2730 - (s * 7) / 6)))));
  return below + 1 / up + s / 2 + (s * series) / up;
}
