"""Golden values of K-means. Run: pip install scikit-learn==1.9.1 numpy==2.4.6; python k_means.py > ../golden/k-means.json"""
import json

import numpy as np
import sklearn
from sklearn.cluster import KMeans

SEED = 5
rng = np.random.default_rng(SEED)
centres = rng.normal(0, 1.5, (7, 5))
x = np.round(centres[rng.integers(0, 7, 500)] + rng.normal(size=(500, 5)) * [1, 1, 0.3, 2, 1] + [0, 100, 0, 0, -3], 3).astype(np.float32)
start = x[rng.choice(500, 6, replace=False)].astype(np.float64)

cases = []
for name, iterations, tol in (("3 iterations", 3, 0.0), ("until nothing moves", 300, 0.0), ("until it moves little", 300, 1e-2)):
    model = KMeans(6, init=start, n_init=1, max_iter=iterations, tol=tol, algorithm="lloyd").fit(x.astype(np.float64))
    sizes = np.bincount(model.labels_, minlength=6)
    cases.append(dict(name=name, maxIter=iterations, tol=tol, inertia=float(model.inertia_), sizes=sorted(map(int, sizes), reverse=True),
                      centres=model.cluster_centers_.tolist(), nIter=int(model.n_iter_)))
print(json.dumps(dict(package="scikit-learn", version=sklearn.__version__, seed=SEED, script="k_means.py",
                      x=[[float(f"{v:.3f}") for v in row] for row in x], start=start.tolist(), cases=cases)))
