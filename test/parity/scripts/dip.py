"""Golden values for src/segments/dip.ts (Hartigan's dip by the package diptest), src/segments/rank-sum.ts (SciPy's
Mann-Whitney) and src/segments/straighten.ts (SciPy's Yeo-Johnson), and the quantile behind VALLEY in src/segments/valleys.ts.
Run: python test/parity/scripts/dip.py > test/parity/golden/dip.json"""
import json, platform
import diptest, numpy as np, scipy
from scipy.stats import mannwhitneyu, yeojohnson, yeojohnson_normmax

seed = 3
rng = np.random.default_rng(seed)
samples = {
    "normal": rng.normal(size=50),
    "uniform": rng.random(200),
    "two humps": np.r_[rng.normal(-2, 1, 60), rng.normal(2, 0.5, 40)],
    "whole numbers": rng.integers(0, 5, 100).astype(float),
    "skewed": rng.exponential(size=301),
    "a small second hump": np.r_[rng.normal(0, 1, 300), rng.normal(6, 1, 20)],
    "ties": np.array([1.0, 1, 2, 2, 9]),
}
uniform = [float(diptest.dipstat(np.sort(rng.random(5000))) * 5000**0.5) for _ in range(20000)]
values = np.round(rng.normal(size=40), 1)
labels = rng.integers(0, 3, 40)
skewed = np.round(np.r_[rng.exponential(3, 60), -rng.exponential(0.5, 20)], 4)
out = {
    "package": {"diptest": diptest.__version__, "scipy": scipy.__version__, "python": platform.python_version()},
    "seed": seed,
    "script": "test/parity/scripts/dip.py",
    "dip": [
        {"name": k, "sorted": (x := np.sort(np.round(v, 4))).tolist(), "dip": float(diptest.dipstat(x))}
        for k, v in samples.items()
    ],
    "uniform995": float(np.quantile(uniform, 0.995)),
    "yeoJohnson": {
        "values": skewed.tolist(),
        "lambda": float(yeojohnson_normmax(skewed)),
        "transformed": {str(l): yeojohnson(skewed, l).tolist() for l in (0, 0.5, 2)},
    },
    "rankSum": {
        "values": values.tolist(),
        "labels": labels.tolist(),
        "p": [
            float(
                mannwhitneyu(
                    values[labels == g], values[labels != g], use_continuity=False, method="asymptotic"
                ).pvalue
            )
            for g in range(3)
        ],
    },
}
print(json.dumps(out, indent=1))
