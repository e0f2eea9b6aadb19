"""Made-up customers, the same numbers as test/parity/customers.ts makes: src/core/random.ts in Python."""
import numpy as np

MASK = 0xFFFFFFFF


class Random:
    def __init__(self, seed):
        self.s = []
        z = seed & MASK
        for _ in range(4):
            z = (z + 0x9E3779B9) & MASK
            t = (z ^ (z >> 16)) * 0x21F0AAAD & MASK
            t = (t ^ (t >> 15)) * 0x735A2D97 & MASK
            self.s.append(t ^ (t >> 15))

    def uint32(self):
        s = self.s
        a = s[1] * 5 & MASK
        r = ((a << 7 | a >> 25) & MASK) * 9 & MASK
        t = s[1] << 9 & MASK
        s[2] ^= s[0]
        s[3] ^= s[1]
        s[1] ^= s[2]
        s[0] ^= s[3]
        s[2] ^= t
        s[3] = (s[3] << 11 | s[3] >> 21) & MASK
        return r

    def next(self):
        return ((self.uint32() >> 5) * 67108864 + (self.uint32() >> 6)) / 9007199254740992


def customers(rows, seed):
    """Eight uniform columns; the outcome hangs on five of them by steps, slopes and a product."""
    random = Random(seed)
    x = np.array([[random.next() for _ in range(8)] for _ in range(rows)])
    score = (3 * (x[:, 0] - 0.5) + 1.5 * (x[:, 1] > 0.7) - 2 * np.abs(x[:, 2] - 0.5) + 4 * (x[:, 3] - 0.5) * (x[:, 4] - 0.5)
             - 0.5 * (x[:, 4] < 0.2))
    y = np.array([1.0 if random.next() < 1 / (1 + np.exp(-s)) else 0.0 for s in score])
    return x.astype(np.float32), y
