"""Golden values of src/models/pca: scikit-learn's PCA.

Run: python test/parity/scripts/pca.py > test/parity/golden/pca.json
"""

import json

import numpy as np
import sklearn
from sklearn.decomposition import PCA
from sklearn.preprocessing import StandardScaler

SEED = 5
rng = np.random.default_rng(SEED)
mix = rng.normal(size=(6, 6))
x = (rng.normal(size=(120, 6)) * [3, 2, 1, 0.5, 0.2, 0.01]) @ mix + [0, 10, -300, 5, 5, 5]
x = np.round(x, 4).astype(np.float32)


def case(parameters, values):
    options = {"nComponents": "n_components", "whiten": "whiten"}
    given = {options[k]: v for k, v in parameters.items() if k in options}
    model = PCA(svd_solver="full", **given).fit(values)
    return {
        "parameters": parameters,
        "components": model.components_.tolist(),
        "explainedVariance": model.explained_variance_.tolist(),
        "explainedVarianceRatio": model.explained_variance_ratio_.tolist(),
        "scores": model.transform(values)[:15].tolist(),
    }


x64 = x.astype(np.float64)
z = StandardScaler().fit_transform(x64)
print(
    json.dumps(
        {
            "package": "scikit-learn",
            "version": sklearn.__version__,
            "seed": SEED,
            "script": "test/parity/scripts/pca.py",
            "x": [[round(float(v), 4) for v in row] for row in x],
            "cases": [
                case({}, x64),
                case({"nComponents": 2}, x64),
                case({"nComponents": 0.9, "whiten": True}, x64),
                case({"standardise": True}, z),
                case({"standardise": True, "nComponents": 0.75}, z),
            ],
        }
    )
)
