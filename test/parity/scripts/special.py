"""Golden values of src/models/special, by mpmath with 50 digits.

Run: python test/parity/scripts/special.py > test/parity/golden/special.json
"""

import json

import mpmath
from mpmath import mp, mpf

mp.dps = 50
points = [1e-8, 0.003, 0.2, 0.9999, 1.0, 2.5, 7.7, 10.0, 33.3, 1e4, 1e9]
rises = [(z, s) for z in points for s in (1e-6, 0.3, 1.0, 12.0, 5e4)]


def values(f, arguments):
    return [[*args, float(f(*map(mpf, args)))] for args in arguments]


betas = [
    (a, b, x)
    for a, b in ((0.3, 0.4), (1, 1), (2.5, 30), (12, 0.05), (300, 250), (4e4, 3), (6.2, 1e4))
    for x in (1e-9, 0.0002, 0.1, 0.55, 0.9, 0.9999)
]
gammas = [(a, x) for a in (0.05, 0.9, 4.0, 60.0, 900.0) for x in (1e-6, 0.2, 3.0, 55.0, 940.0)]
print(
    json.dumps(
        {
            "package": "mpmath",
            "version": mpmath.__version__,
            "script": "test/parity/scripts/special.py",
            "logGamma": values(mpmath.loggamma, [(z,) for z in points]),
            "digamma": values(mpmath.digamma, [(z,) for z in points]),
            "trigamma": values(lambda z: mpmath.polygamma(1, z), [(z,) for z in points]),
            "logGammaRise": values(lambda z, s: mpmath.loggamma(z + s) - mpmath.loggamma(z), rises),
            "digammaRise": values(lambda z, s: mpmath.digamma(z + s) - mpmath.digamma(z), rises),
            "incompleteBeta": values(
                lambda a, b, x: mpmath.betainc(a, b, 0, x, regularized=True), betas
            ),
            "upperGamma": values(lambda a, x: mpmath.gammainc(a, x, regularized=True), gammas),
        }
    )
)
