"""Golden values for test/parity/wholesale.test.ts: how well scikit-learn's clusters of the UCI wholesale customers (six
spendings, log(1 + x), standardised; Channel and Region left out) agree with Channel.
Run: python test/parity/scripts/wholesale.py wholesale.csv.gz > test/parity/golden/wholesale.json"""
import csv, gzip, json, platform, sys
import numpy as np, sklearn
from sklearn.cluster import AgglomerativeClustering, DBSCAN, HDBSCAN, KMeans
from sklearn.metrics import adjusted_rand_score, silhouette_score

seed = 1
rows = list(csv.DictReader(gzip.open(sys.argv[1], "rt", encoding="utf-8-sig")))
columns = ["Fresh", "Milk", "Grocery", "Frozen", "Detergents_Paper", "Delicassen"]
x = np.log1p(np.array([[float(r[c]) for c in columns] for r in rows]))
x = (x - x.mean(0)) / x.std(0)
channel = [r["Channel"] for r in rows]

def judged(labels):
    inside = labels >= 0
    groups = len(set(labels[inside]))
    return {
        "groups": groups,
        "sizes": sorted((int((labels == g).sum()) for g in range(groups)), reverse=True),
        "rand": adjusted_rand_score(channel, labels),
        "silhouette": silhouette_score(x[inside], labels[inside]) if groups > 1 else None,
    }

print(json.dumps({
    "package": {"scikit-learn": sklearn.__version__, "python": platform.python_version()},
    "seed": seed,
    "script": "test/parity/scripts/wholesale.py",
    "ward": {str(k): judged(AgglomerativeClustering(k, linkage="ward").fit_predict(x)) for k in (2, 3, 4)},
    "kMeans": {str(k): judged(KMeans(k, n_init=10, random_state=seed).fit_predict(x)) for k in (2, 3, 4)},
    "dbscan": judged(DBSCAN(eps=1.4, min_samples=12).fit_predict(x)),
    "hdbscan": judged(HDBSCAN(min_cluster_size=22, min_samples=12).fit_predict(x)),
}))
