// Dense layers of a neural network, float32. A layer turns rows of `inputs` values into rows of `outputs` values; both are
// padded to a multiple of 8, so that no loop has a rest. Weights lie [input][output], then the layer's biases. Every
// pointer is a byte offset into the shared memory. A chunk of rows gives the same sums whichever thread works it.
// The plain-TypeScript reference is src/models/neural-net/reference.ts.

// @ts-ignore
@inline
function relu(v: v128): v128 {
  return f32x4.max(v, f32x4.splat(0));
}

/** out = in × weights + biases, through max(0, ·) where `rectify`. rows: a multiple of 4. */
export function forward(
  input: usize, rows: i32, inputs: i32, weights: usize, outputs: i32, out: usize, rectify: i32,
): void {
  const inBytes: usize = <usize>inputs << 2, outBytes: usize = <usize>outputs << 2;
  const biases = weights + <usize>inputs * outBytes;
  for (let r = 0; r < rows; r += 4) {
    const a = input + <usize>r * inBytes, b = a + inBytes, c = b + inBytes, d = c + inBytes;
    const o = out + <usize>r * outBytes;
    for (let j: usize = 0; j < outBytes; j += 32) {
      let a0 = v128.load(biases + j), a1 = v128.load(biases + j, 16);
      let b0 = a0, b1 = a1, c0 = a0, c1 = a1, d0 = a0, d1 = a1;
      let w = weights + j;
      for (let k: usize = 0; k < inBytes; k += 4, w += outBytes) {
        const w0 = v128.load(w), w1 = v128.load(w, 16);
        let v = v128.load32_splat(a + k);
        a0 = f32x4.relaxed_madd(v, w0, a0);
        a1 = f32x4.relaxed_madd(v, w1, a1);
        v = v128.load32_splat(b + k);
        b0 = f32x4.relaxed_madd(v, w0, b0);
        b1 = f32x4.relaxed_madd(v, w1, b1);
        v = v128.load32_splat(c + k);
        c0 = f32x4.relaxed_madd(v, w0, c0);
        c1 = f32x4.relaxed_madd(v, w1, c1);
        v = v128.load32_splat(d + k);
        d0 = f32x4.relaxed_madd(v, w0, d0);
        d1 = f32x4.relaxed_madd(v, w1, d1);
      }
      if (rectify) {
        a0 = relu(a0); a1 = relu(a1); b0 = relu(b0); b1 = relu(b1);
        c0 = relu(c0); c1 = relu(c1); d0 = relu(d0); d1 = relu(d1);
      }
      const p = o + j;
      v128.store(p, a0); v128.store(p, a1, 16);
      v128.store(p + outBytes, b0); v128.store(p + outBytes, b1, 16);
      v128.store(p + 2 * outBytes, c0); v128.store(p + 2 * outBytes, c1, 16);
      v128.store(p + 3 * outBytes, d0); v128.store(p + 3 * outBytes, d1, 16);
    }
  }
}

/** gradient (laid out as weights, then biases) = inᵀ × delta; biases = column sums of delta. rows: a multiple of 4. */
export function weightGradient(
  input: usize, rows: i32, inputs: i32, delta: usize, outputs: i32, gradient: usize,
): void {
  const inBytes: usize = <usize>inputs << 2, outBytes: usize = <usize>outputs << 2;
  for (let i: usize = 0; i < inBytes; i += 16)
    for (let j: usize = 0; j < outBytes; j += 32) {
      let a0 = f32x4.splat(0), a1 = a0, b0 = a0, b1 = a0, c0 = a0, c1 = a0, d0 = a0, d1 = a0;
      let x = input + i, y = delta + j;
      for (let r = 0; r < rows; r++, x += inBytes, y += outBytes) {
        const y0 = v128.load(y), y1 = v128.load(y, 16);
        let v = v128.load32_splat(x);
        a0 = f32x4.relaxed_madd(v, y0, a0);
        a1 = f32x4.relaxed_madd(v, y1, a1);
        v = v128.load32_splat(x, 4);
        b0 = f32x4.relaxed_madd(v, y0, b0);
        b1 = f32x4.relaxed_madd(v, y1, b1);
        v = v128.load32_splat(x, 8);
        c0 = f32x4.relaxed_madd(v, y0, c0);
        c1 = f32x4.relaxed_madd(v, y1, c1);
        v = v128.load32_splat(x, 12);
        d0 = f32x4.relaxed_madd(v, y0, d0);
        d1 = f32x4.relaxed_madd(v, y1, d1);
      }
      const p = gradient + (i >> 2) * outBytes + j;
      v128.store(p, a0); v128.store(p, a1, 16);
      v128.store(p + outBytes, b0); v128.store(p + outBytes, b1, 16);
      v128.store(p + 2 * outBytes, c0); v128.store(p + 2 * outBytes, c1, 16);
      v128.store(p + 3 * outBytes, d0); v128.store(p + 3 * outBytes, d1, 16);
    }
  const biases = gradient + <usize>inputs * outBytes;
  for (let j: usize = 0; j < outBytes; j += 16) {
    let sum = f32x4.splat(0);
    for (let r = 0, y = delta + j; r < rows; r++, y += outBytes) sum = f32x4.add(sum, v128.load(y));
    v128.store(biases + j, sum);
  }
}

/** turned = weightsᵀ ([output][input]); both counts are multiples of 4. */
export function turn(weights: usize, inputs: i32, outputs: i32, turned: usize): void {
  const inBytes: usize = <usize>inputs << 2, outBytes: usize = <usize>outputs << 2;
  for (let i: usize = 0; i < inBytes; i += 16)
    for (let j: usize = 0; j < outBytes; j += 16) {
      const w = weights + (i >> 2) * outBytes + j, t = turned + (j >> 2) * inBytes + i;
      const a = v128.load(w), b = v128.load(w + outBytes), c = v128.load(w + 2 * outBytes), d = v128.load(w + 3 * outBytes);
      const ab = v128.shuffle<i32>(a, b, 0, 4, 1, 5), cd = v128.shuffle<i32>(c, d, 0, 4, 1, 5);
      const ef = v128.shuffle<i32>(a, b, 2, 6, 3, 7), gh = v128.shuffle<i32>(c, d, 2, 6, 3, 7);
      v128.store(t, v128.shuffle<i32>(ab, cd, 0, 1, 4, 5));
      v128.store(t + inBytes, v128.shuffle<i32>(ab, cd, 2, 3, 6, 7));
      v128.store(t + 2 * inBytes, v128.shuffle<i32>(ef, gh, 0, 1, 4, 5));
      v128.store(t + 3 * inBytes, v128.shuffle<i32>(ef, gh, 2, 3, 6, 7));
    }
}

// @ts-ignore
@inline
function store8(into: usize, active: usize, low: v128, high: v128): void {
  if (active) {
    low = v128.and(low, f32x4.gt(v128.load(active), f32x4.splat(0)));
    high = v128.and(high, f32x4.gt(v128.load(active, 16), f32x4.splat(0)));
  }
  v128.store(into, low);
  v128.store(into, high, 16);
}

/**
 * into = delta × weightsᵀ, where the layer's own output `active` is above 0 (0 elsewhere); all of it where `active` is 0.
 * `turned`: the weights as `turn` leaves them. rows: a multiple of 4.
 */
export function backward(
  delta: usize, rows: i32, outputs: i32, turned: usize, inputs: i32, active: usize, into: usize,
): void {
  const inBytes: usize = <usize>inputs << 2, outBytes: usize = <usize>outputs << 2;
  for (let r = 0; r < rows; r += 4) {
    const a = delta + <usize>r * outBytes, b = a + outBytes, c = b + outBytes, d = c + outBytes;
    const at = <usize>r * inBytes;
    for (let i: usize = 0; i < inBytes; i += 32) {
      let a0 = f32x4.splat(0), a1 = a0, b0 = a0, b1 = a0, c0 = a0, c1 = a0, d0 = a0, d1 = a0;
      let w = turned + i;
      for (let j: usize = 0; j < outBytes; j += 4, w += inBytes) {
        const w0 = v128.load(w), w1 = v128.load(w, 16);
        let v = v128.load32_splat(a + j);
        a0 = f32x4.relaxed_madd(v, w0, a0);
        a1 = f32x4.relaxed_madd(v, w1, a1);
        v = v128.load32_splat(b + j);
        b0 = f32x4.relaxed_madd(v, w0, b0);
        b1 = f32x4.relaxed_madd(v, w1, b1);
        v = v128.load32_splat(c + j);
        c0 = f32x4.relaxed_madd(v, w0, c0);
        c1 = f32x4.relaxed_madd(v, w1, c1);
        v = v128.load32_splat(d + j);
        d0 = f32x4.relaxed_madd(v, w0, d0);
        d1 = f32x4.relaxed_madd(v, w1, d1);
      }
      const o = into + at + i, act = active ? active + at + i : 0;
      store8(o, act, a0, a1);
      store8(o + inBytes, act ? act + inBytes : 0, b0, b1);
      store8(o + 2 * inBytes, act ? act + 2 * inBytes : 0, c0, c1);
      store8(o + 3 * inBytes, act ? act + 3 * inBytes : 0, d0, d1);
    }
  }
}

/** Keeps each value with the chance `keep` and scales it by 1 / keep, else 0. Random by xorshift from `seed` (not 0). */
export function drop(values: usize, count: i32, keep: f32, seed: i32): void {
  let s = <u32>seed;
  const limit = <u32>(<f64>keep * 4294967295.0);
  const scale: f32 = 1 / keep;
  for (let p = values, end = values + (<usize>count << 2); p < end; p += 4) {
    s ^= s << 13; s ^= s >> 17; s ^= s << 5;
    store<f32>(p, s <= limit ? load<f32>(p) * scale : 0);
  }
}

/**
 * One step of Adam (Kingma and Ba 2015) on `count` weights (a multiple of 4): the chunks' gradients summed in their order,
 * plus `decay` times the weight; `rate` already holds the correction of both moments' start.
 */
export function adam(
  weights: usize, gradients: usize, chunks: i32, chunkBytes: usize, first: usize, second: usize, count: i32,
  rate: f32, beta1: f32, beta2: f32, epsilon: f32, decay: f32,
): void {
  const b1 = f32x4.splat(beta1), b2 = f32x4.splat(beta2), c1 = f32x4.splat(1 - beta1), c2 = f32x4.splat(1 - beta2);
  const lr = f32x4.splat(rate), eps = f32x4.splat(epsilon), wd = f32x4.splat(decay);
  for (let o: usize = 0, end = <usize>count << 2; o < end; o += 16) {
    const w = v128.load(weights + o);
    let g = f32x4.mul(wd, w);
    for (let c = 0, p = gradients + o; c < chunks; c++, p += chunkBytes) g = f32x4.add(g, v128.load(p));
    const m = f32x4.add(f32x4.mul(b1, v128.load(first + o)), f32x4.mul(c1, g));
    const v = f32x4.add(f32x4.mul(b2, v128.load(second + o)), f32x4.mul(c2, f32x4.mul(g, g)));
    v128.store(first + o, m);
    v128.store(second + o, v);
    v128.store(weights + o, f32x4.sub(w, f32x4.div(f32x4.mul(lr, m), f32x4.add(f32x4.sqrt(v), eps))));
  }
}
