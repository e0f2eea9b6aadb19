"""The peers of bench/family: one task a line of JSON on stdin, one answer a line on stdout."""
import json
import os
import sys
import time

THREADS = 2
for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "NUMBA_NUM_THREADS"):
    os.environ[name] = str(THREADS)

import numpy as np

kept = {}


def matrix(path, cols, dtype=np.float32):
    if (path, cols) not in kept:
        values = np.fromfile(path, dtype)
        kept[path, cols] = values.reshape(-1, cols) if cols > 1 else values
    return kept[path, cols]


def timed(work):
    cpu, wall = time.process_time(), time.perf_counter()
    result = work()
    return result, {"wall": time.perf_counter() - wall, "cpu": time.process_time() - cpu}


untimed = {"wall": 0, "cpu": 0}


def versions(_):
    from importlib.metadata import version
    names = ("numpy", "scikit-learn", "scipy", "fast-hdbscan", "numba", "fastcluster", "implicit")
    return {**untimed, "python": sys.version.split()[0], **{n: version(n) for n in names}}


def labels_of(path):
    return np.fromfile(path, np.float32).astype(np.int64)


def fast_hdbscan(a):
    import fast_hdbscan
    x = matrix(a["x"], a["cols"])[:a["rows"]].astype(np.float64)
    model = fast_hdbscan.HDBSCAN(min_cluster_size=a["minClusterSize"], min_samples=a["minSamples"])
    _, times = timed(lambda: model.fit(x))
    kept["labels"] = model.labels_
    return times


def rand_index(a):
    from sklearn.metrics import adjusted_rand_score
    return {**untimed, "ari": float(adjusted_rand_score(kept["labels"], labels_of(a["labels"])))}


def hdbscan_exact(a):
    from sklearn.cluster import HDBSCAN
    from sklearn.metrics import adjusted_rand_score
    x = matrix(a["x"], a["cols"])[:a["rows"]].astype(np.float64)
    model = HDBSCAN(min_cluster_size=a["minClusterSize"], min_samples=a["minSamples"], n_jobs=THREADS, copy=True).fit(x)
    return {**untimed, "ari": float(adjusted_rand_score(model.labels_, labels_of(a["labels"])))}


def dbscan(a):
    from sklearn.cluster import DBSCAN
    x = matrix(a["x"], a["cols"])[:a["rows"]].astype(np.float64)
    model = DBSCAN(eps=a["eps"], min_samples=a["minSamples"], n_jobs=THREADS)
    _, times = timed(lambda: model.fit(x))
    kept["labels"] = model.labels_
    return times


def same_labels(a):
    return {**untimed, "same": int((kept["labels"] == labels_of(a["labels"])).sum())}


def fastcluster(a):
    import fastcluster
    x = matrix(a["x"], a["cols"])[:a["rows"]].astype(np.float64)
    linkage, times = timed(lambda: fastcluster.linkage_vector(x, "ward"))
    kept["heights"] = linkage[:, 2]
    return times


def scipy_ward(a):
    from scipy.cluster.hierarchy import ward
    x = matrix(a["x"], a["cols"])[:a["rows"]].astype(np.float64)
    linkage, times = timed(lambda: ward(x))
    kept["heights"] = linkage[:, 2]
    return times


def heights(_):
    return {**untimed, "heights": np.sort(kept["heights"]).tolist()}


def forest(a):
    from sklearn.ensemble import RandomForestClassifier
    x, y = matrix(a["x"], a["cols"])[:a["rows"]], matrix(a["y"], 1)[:a["rows"]]
    model = RandomForestClassifier(a["trees"], min_samples_leaf=a["minSamplesLeaf"], max_features="sqrt", n_jobs=THREADS, random_state=1)
    _, times = timed(lambda: model.fit(x, y))
    kept["model"] = model.predict_proba
    return times


def neural_net(a):
    import warnings
    from sklearn.neural_network import MLPClassifier
    from sklearn.preprocessing import StandardScaler
    warnings.simplefilter("ignore")
    x, y = matrix(a["x"], a["cols"])[:a["rows"]], matrix(a["y"], 1)[:a["rows"]]

    def work():
        scaler = StandardScaler()
        net = MLPClassifier((64, 32), max_iter=a["epochs"], n_iter_no_change=1000, tol=0, random_state=1)
        net.fit(scaler.fit_transform(x), y)
        return lambda later: net.predict_proba(scaler.transform(later))

    kept["model"], times = timed(work)
    return times


def later_quality(a):
    from sklearn.metrics import log_loss, roc_auc_score
    x, y = matrix(a["x"], a["cols"])[a["rows"]:], matrix(a["y"], 1)[a["rows"]:]
    p = kept["model"](x)[:, 1].astype(np.float64)
    return {**untimed, "auc": roc_auc_score(y, p), "logLoss": log_loss(y, p)}


def interactions(a):
    from scipy.sparse import csr_matrix
    if "interactions" not in kept:
        read = [np.fromfile(a[n], np.float32) for n in ("user", "item", "value")]
        kept["interactions"] = csr_matrix((read[2], (read[0].astype(int), read[1].astype(int))), (a["users"], a["items"]))
    return kept["interactions"]


def als(a):
    import implicit
    from threadpoolctl import threadpool_limits
    r = interactions(a)
    model = implicit.als.AlternatingLeastSquares(
        factors=a["factors"], iterations=a["iterations"], regularization=a["regularization"], alpha=a["alpha"], use_cg=True,
        num_threads=THREADS, random_state=1, dtype=np.float32)
    with threadpool_limits(1, "blas"):
        _, times = timed(lambda: model.fit(r, show_progress=False))
    kept["factors"] = np.asarray(model.item_factors, np.float64)
    return times


def als_loss(a):
    """Sum of c (p − x·y)² + λ(|x|² + |y|²), each user's x solved exactly for the items' factors."""
    r, rank = interactions(a), a["factors"]

    def loss(y):
        common = y.T @ y + a["regularization"] * np.eye(rank)
        total = a["regularization"] * (y ** 2).sum()
        for u in range(r.shape[0]):
            row = slice(r.indptr[u], r.indptr[u + 1])
            taken, c = y[r.indices[row]], a["alpha"] * r.data[row].astype(np.float64)
            x = np.linalg.solve(common + taken.T @ ((c - 1)[:, None] * taken), taken.T @ c)
            p = taken @ x
            total += x @ (y.T @ y) @ x - (p ** 2).sum() + (c * (1 - p) ** 2).sum() + a["regularization"] * (x ** 2).sum()
        return float(total)

    own = np.fromfile(a["own"], np.float32).reshape(-1, rank).astype(np.float64)
    return {**untimed, "own": loss(own), "theirs": loss(kept["factors"])}


def texts(a):
    if "texts" not in kept:
        with open(a["file"]) as source:
            kept["texts"] = json.load(source)
    return kept["texts"]


def reviews(a):
    from sklearn.feature_extraction.text import TfidfVectorizer
    from sklearn.linear_model import LogisticRegression
    first = texts(a)["first"]

    def work():
        terms = TfidfVectorizer(ngram_range=(1, 2), min_df=2, sublinear_tf=True, max_features=200_000)
        model = LogisticRegression(C=4, max_iter=1000).fit(terms.fit_transform(first["texts"]), first["y"])
        return lambda later: model.decision_function(terms.transform(later))

    kept["model"], times = timed(work)
    return times


def reviews_quality(a):
    from sklearn.metrics import roc_auc_score
    later = texts(a)["later"]
    return {**untimed, "auc": roc_auc_score(later["y"], kept["model"](later["texts"]))}


tasks = {f.__name__.replace("_", "-"): f for f in (
    versions, fast_hdbscan, rand_index, hdbscan_exact, dbscan, same_labels, fastcluster, scipy_ward, heights, forest, neural_net,
    later_quality, als, als_loss, reviews, reviews_quality)}
for line in sys.stdin:
    asked = json.loads(line)
    print(json.dumps(tasks[asked["task"]](asked)), flush=True)
