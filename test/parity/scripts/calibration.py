"""Golden values of src/models/calibration: scikit-learn's Platt scaling and isotonic regression.

Run: python test/parity/scripts/calibration.py > test/parity/golden/calibration.json
"""

import json
import warnings

import numpy as np
import sklearn
from sklearn.calibration import _sigmoid_calibration
from sklearn.isotonic import IsotonicRegression

SEED = 11
rng = np.random.default_rng(SEED)


def case(n, decimals, weighted, slope):
    margin = np.round(rng.normal(0, 2, n), decimals)
    y = (rng.random(n) < 1 / (1 + np.exp(-(slope * margin - 0.4)))).astype(int)
    weight = np.round(rng.uniform(0.2, 3, n), 3) if weighted else None
    at = np.round(np.concatenate([margin[:20], rng.normal(0, 3, 40), [-50, 50]]), 6)
    a, b = _sigmoid_calibration(margin, y, weight)
    isotonic = IsotonicRegression(out_of_bounds="clip").fit(margin, y, weight)
    return {
        "margin": margin.tolist(),
        "y": y.tolist(),
        "weight": None if weight is None else weight.tolist(),
        "at": at.tolist(),
        "platt": {"slope": -float(a), "intercept": -float(b)},
        "isotonic": {
            "at": isotonic.X_thresholds_.tolist(),
            "value": isotonic.y_thresholds_.tolist(),
            "predicted": isotonic.predict(at).tolist(),
        },
    }


warnings.simplefilter("ignore")
print(
    json.dumps(
        {
            "package": "scikit-learn",
            "version": sklearn.__version__,
            "seed": SEED,
            "script": "test/parity/scripts/calibration.py",
            "cases": [
                case(200, 6, False, 0.5),
                case(300, 1, False, 1.0),
                case(250, 1, True, 0.7),
                case(150, 0, True, 2.0),
            ],
        }
    )
)
