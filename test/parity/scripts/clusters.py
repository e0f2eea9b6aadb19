"""Golden labels and heights of the density and hierarchical models: python clusters.py > ../golden/clusters.json

scikit-learn 1.9.1, scipy, numpy 2.4.6; seed 7. Rows are float32, so that both sides see the same numbers.
"""
import json
import sys

import numpy as np
import scipy
import sklearn
from scipy.cluster.hierarchy import linkage
from sklearn.cluster import DBSCAN, HDBSCAN
from sklearn.datasets import make_blobs, make_circles, make_moons

rng = np.random.default_rng(7)


def rounded(x):
    return np.round(x, 7).astype(np.float32)


moons = np.vstack([make_moons(260, noise=0.06, random_state=7)[0], rng.uniform(-1.5, 2.5, (30, 2))])
rings = make_circles(260, noise=0.04, factor=0.4, random_state=7)[0]
blobs = np.vstack(
    [
        make_blobs(150, centers=[[0, 0, 0]], cluster_std=1.0, random_state=1)[0],
        make_blobs(60, centers=[[6, 0, 2]], cluster_std=0.3, random_state=2)[0],
        make_blobs(40, centers=[[0, 5, -3]], cluster_std=0.6, random_state=3)[0],
    ]
)
sets = []
for name, x, eps, min_samples, min_cluster_size in [
    ("moons", moons, 0.2, 6, 15),
    ("rings", rings, 0.2, 5, 12),
    ("blobs", blobs, 0.7, 5, 10),
]:
    x = rounded(x)
    db = DBSCAN(eps=eps, min_samples=min_samples).fit(x.astype(np.float64))
    h = HDBSCAN(min_cluster_size=min_cluster_size, min_samples=min_samples, copy=True).fit(x.astype(np.float64))
    leaf = HDBSCAN(
        min_cluster_size=min_cluster_size, min_samples=min_samples, cluster_selection_method="leaf", copy=True
    ).fit(x.astype(np.float64))
    eps_h = HDBSCAN(
        min_cluster_size=min_cluster_size, min_samples=min_samples, cluster_selection_epsilon=eps, copy=True
    ).fit(x.astype(np.float64))
    w = linkage(x.astype(np.float64), "ward")
    sets.append(
        {
            "name": name,
            "cols": x.shape[1],
            "x": [float(f"{float(v):.9g}") for v in x.ravel()],
            "dbscan": {"eps": eps, "minSamples": min_samples, "labels": db.labels_.tolist()},
            "hdbscan": {
                "minClusterSize": min_cluster_size,
                "minSamples": min_samples,
                "labels": h.labels_.tolist(),
                "probabilities": [float(f"{v:.9g}") for v in h.probabilities_],
                "leaf": leaf.labels_.tolist(),
                "epsilon": {"value": eps, "labels": eps_h.labels_.tolist()},
            },
            "ward": {"heights": [float(f"{v:.12g}") for v in w[:, 2]]},
        }
    )
versions = {"scikit-learn": sklearn.__version__, "scipy": scipy.__version__, "numpy": np.__version__, "seed": 7}
json.dump({"made": {"script": "test/parity/scripts/clusters.py", **versions}, "sets": sets}, sys.stdout)
print()
