"""Golden values of src/validate's metrics: made by scikit-learn and scipy.

Run with scikit-learn and scipy installed; writes test/parity/golden/metrics.json.
"""

import json
import pathlib

import numpy as np
import scipy
import sklearn
from scipy.stats import spearmanr
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import (
    average_precision_score,
    brier_score_loss,
    log_loss,
    mean_absolute_error,
    roc_auc_score,
    root_mean_squared_error,
)

SEED = 7
rng = np.random.default_rng(SEED)


def classification(n, decimals):
    x = rng.normal(size=n)
    y = (rng.random(n) < 1 / (1 + np.exp(-(x - 0.5)))).astype(int)
    p = 1 / (1 + np.exp(-(1.4 * x - 0.2 + 0.3 * rng.normal(size=n))))
    p = np.round(p, decimals)
    w = rng.integers(0, 4, n)
    clipped = np.clip(p, 1e-15, 1 - 1e-15)
    logit = np.log(clipped) - np.log1p(-clipped)
    line = LogisticRegression(C=1e12, tol=1e-12, max_iter=10_000).fit(logit[:, None], y)
    return {
        "p": p.tolist(),
        "y": y.tolist(),
        "w": w.tolist(),
        "auc": roc_auc_score(y, p),
        "averagePrecision": average_precision_score(y, p),
        "weightedAveragePrecision": average_precision_score(y, p, sample_weight=w),
        "brier": brier_score_loss(y, p),
        "logLoss": log_loss(y, clipped),
        "calibrationSlope": float(line.coef_[0][0]),
        "calibrationIntercept": float(line.intercept_[0]),
    }


def amounts(n):
    actual = np.where(rng.random(n) < 0.4, 0, np.round(rng.lognormal(3, 1, n), 1))
    predicted = np.round(np.abs(actual * rng.lognormal(0, 0.5, n) + rng.normal(0, 5, n)), 0)
    return {
        "actual": actual.tolist(),
        "predicted": predicted.tolist(),
        "mae": mean_absolute_error(actual, predicted),
        "rmse": root_mean_squared_error(actual, predicted),
        "spearman": float(spearmanr(predicted, actual).statistic),
        "totalRatio": float(predicted.sum() / actual.sum()),
    }


golden = {
    "package": "scikit-learn, scipy",
    "version": f"{sklearn.__version__}, {scipy.__version__}",
    "seed": SEED,
    "script": "test/parity/scripts/metrics.py",
    "classification": [classification(60, 1), classification(300, 3), classification(500, 12)],
    "amounts": [amounts(50), amounts(300)],
}
out = pathlib.Path(__file__).parent.parent / "golden" / "metrics.json"
out.write_text(json.dumps(golden) + "\n")
