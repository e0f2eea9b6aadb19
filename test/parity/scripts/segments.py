"""Golden values for src/segments: silhouette (scikit-learn), Wilson, chi-square and Holm (SciPy, statsmodels formulas).
Run: python test/parity/scripts/segments.py > test/parity/golden/segments.json"""
import json, platform
import numpy as np, scipy, sklearn
from scipy.stats import chi2_contingency, binomtest
from sklearn.metrics import silhouette_score
from scipy.optimize import linear_sum_assignment

seed = 7
rng = np.random.default_rng(seed)
points = np.round(np.vstack([rng.normal(c, 1, (20, 3)) for c in (0, 2, 5)]), 4)
labellings = [[i // 20 for i in range(60)], [i % 4 for i in range(60)], [0] * 59 + [1]]
tables = [(30, 100, 45, 110), (1, 40, 0, 55), (500, 1000, 520, 1000), (90, 100, 10, 100)]
gain = np.round(rng.random((6, 4)), 4)
rows, cols = linear_sum_assignment(-gain)
out = {
    "package": {"scikit-learn": sklearn.__version__, "scipy": scipy.__version__, "python": platform.python_version()},
    "seed": seed,
    "script": "test/parity/scripts/segments.py",
    "points": points.tolist(),
    "silhouette": [{"labels": l, "value": silhouette_score(points, l)} for l in labellings],
    "shares": [
        {
            "table": list(t),
            "p": chi2_contingency([[t[0], t[1] - t[0]], [t[2], t[3] - t[2]]], correction=False).pvalue,
            "wilson": list(binomtest(t[0], t[1]).proportion_ci(method="wilson")),
        }
        for t in tables
    ],
    "assignment": {"gain": gain.tolist(), "total": float(gain[rows, cols].sum())},
}
print(json.dumps(out, indent=1))
