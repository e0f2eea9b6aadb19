"""Golden values of BG/NBD and Gamma-Gamma: lifetimes on CDNOW, and exact expectations by mpmath where lifetimes fails.

Run: python test/parity/scripts/buying.py > test/parity/golden/buying.json
"""

import json
import pathlib
import warnings

import lifetimes
import mpmath
import numpy as np
import pandas as pd
import scipy
from lifetimes import BetaGeoFitter, GammaGammaFitter
from mpmath import mp, mpf

warnings.simplefilter("ignore")
mp.dps = 60
here = pathlib.Path(__file__).parent.parent / "golden" / "cdnow" / "summary.csv"
cdnow = pd.read_csv(here)
x, tx, T, m = (cdnow[c].to_numpy(float) for c in ("x", "t_x", "T", "zbar"))


def plain(params):
    return {k: float(v) for k, v in params.items()}


def bg_fit(penalizer):
    f = BetaGeoFitter(penalizer_coef=penalizer)
    f.fit(x, tx, T)
    return f


def gg_fit(penalizer):
    f = GammaGammaFitter(penalizer_coef=penalizer)
    f.fit(x[x > 0], m[x > 0])
    return f


def expectation(r, alpha, a, b, x, tx, T, t):
    """Fader, Hardie and Lee 2005, equation 10, with 60 digits."""
    r, alpha, a, b, x, tx, T, t = map(mpf, (r, alpha, a, b, x, tx, T, t))
    a = a if a != 1 else a + mpf(10) ** -30
    z = t / (alpha + T + t)
    tail = ((alpha + T) / (alpha + T + t)) ** (r + x) * mpmath.hyp2f1(r + x, b + x, a + b + x - 1, z)
    first = (a + b + x - 1) / (a - 1) * (1 - tail)
    gone = a / (b + x - 1) * ((alpha + T) / (alpha + tx)) ** (r + x) if x > 0 else mpf(0)
    return float(first / (1 + gone))


fitted = bg_fit(0.0)
rows = np.arange(0, len(x), 29)
predictions = []
for r, alpha, a, b in [tuple(fitted.params_), (0.55, 10.6, 0.6, 11.7), (2.0, 4.0, 1.7, 2.2), (0.1, 30.0, 3.0, 0.6)]:
    model = BetaGeoFitter()
    model.params_ = pd.Series({"r": r, "alpha": alpha, "a": a, "b": b})
    for t in (1, 39, 150):
        predictions.append(
            {
                "r": r,
                "alpha": alpha,
                "a": a,
                "b": b,
                "horizon": t,
                "rows": rows.tolist(),
                "expected": model.conditional_expected_number_of_purchases_up_to_time(
                    t, x[rows], tx[rows], T[rows]
                ).tolist(),
                "alive": np.asarray(model.conditional_probability_alive(x[rows], tx[rows], T[rows])).tolist(),
            }
        )

extremes = []
for params in [
    (0.25, 4.4, 1.0, 2.4),
    (0.25, 4.4, 1 + 1e-9, 2.4),
    (0.7, 9.4, 1e-8, 0.5),
    (0.7, 9.4, 0.01, 0.02),
    (0.7, 9.4, 3.0, 2e3),
    (1e4, 4e4, 0.8, 2.4),
    (2.0, 1.0, 40.0, 0.3),
]:
    for x0, tx0, T0, t in [(0, 0, 0, 5), (3, 20, 30, 1e-6), (3, 20, 30, 300), (0, 0, 30, 3e4), (25, 29, 30, 2e5)]:
        extremes.append([*params, x0, tx0, T0, t, expectation(*params, x0, tx0, T0, t)])

spending = gg_fit(0.0)
print(
    json.dumps(
        {
            "package": "lifetimes, mpmath",
            "version": f"{lifetimes.__version__}, {mpmath.__version__}",
            "with": f"numpy {np.__version__}, scipy {scipy.__version__}, pandas {pd.__version__}",
            "seed": None,
            "script": "test/parity/scripts/buying.py",
            "bgNbd": [
                {
                    "penalizer": c,
                    "parameters": plain(f.params_),
                    "standardErrors": [float(v) for v in f.standard_errors_.to_numpy()] if c == 0 else None,
                }
                for c, f in ((c, bg_fit(c)) for c in (0.0, 0.001, 0.1))
            ],
            "predictions": predictions,
            "extremes": extremes,
            "gammaGamma": [
                {"penalizer": c, "parameters": plain(gg_fit(c).params_)} for c in (0.0, 0.001)
            ],
            "spending": {
                "rows": rows.tolist(),
                "expected": np.asarray(
                    spending.conditional_expected_average_profit(x[rows], m[rows])
                ).tolist(),
            },
        }
    )
)
