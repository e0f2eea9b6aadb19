"""The peers of `npm run bench -- models`: one JSON line in, one JSON line out with wall and CPU seconds of the work."""
import json
import os
import sys
import time
import warnings

import numpy as np

sys.path.append(os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..", "test", "parity", "scripts"))
warnings.filterwarnings("ignore")
THREADS = 2
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


def versions(_):
    import duckdb
    import lightgbm
    import sklearn
    return {"wall": 0, "cpu": 0, "python": sys.version.split()[0], "numpy": np.__version__,
            "lightgbm": lightgbm.__version__, "scikit-learn": sklearn.__version__, "duckdb": duckdb.__version__}


def boosting_fit(a):
    import lightgbm as lgb
    x, y = matrix(a["x"], a["cols"])[:a["rows"]], matrix(a["y"], 1)[:a["rows"]]
    p = dict(objective="binary", num_leaves=31, max_bin=255, learning_rate=0.1, min_data_in_leaf=20, num_threads=THREADS,
             verbosity=-1, seed=a.get("seed", 0))
    model, times = timed(lambda: lgb.train(p, lgb.Dataset(x, label=y, params=p), a["rounds"]))
    kept["booster"] = model
    return times


def boosting_auc(a):
    from sklearn.metrics import roc_auc_score
    x, y = matrix(a["x"], a["cols"])[a["rows"]:], matrix(a["y"], 1)[a["rows"]:]
    return {"wall": 0, "cpu": 0, "auc": roc_auc_score(y, kept["booster"].predict(x, num_threads=THREADS))}


def boosting_nodes(a):
    from tree_nodes import of_lightgbm
    with open(a["to"], "w") as out:
        json.dump(of_lightgbm(kept["booster"].dump_model()), out)
    return {"wall": 0, "cpu": 0}


def boosting_score(a):
    x = matrix(a["x"], a["cols"])[:a["rows"]]
    margin, times = timed(lambda: kept["booster"].predict(x, raw_score=True, num_threads=THREADS))
    margin.tofile(a["to"])
    return times


def boosting_shap(a):
    x = matrix(a["x"], a["cols"])[:a["rows"]]
    values, times = timed(lambda: kept["booster"].predict(x, pred_contrib=True, num_threads=THREADS))
    values.tofile(a["to"])
    return times


def k_means(a):
    from sklearn.cluster import KMeans
    x = matrix(a["x"], a["cols"])
    start = np.array(a["start"], np.float32)
    model = KMeans(len(start), init=start, n_init=1, max_iter=a["iterations"], tol=0, algorithm="lloyd")
    _, times = timed(lambda: model.fit(x))
    centres = model.cluster_centers_.astype(np.float64)
    return {**times, "centres": centres.ravel().tolist(), "iterations": int(model.n_iter_)}


def logistic(a):
    from sklearn.linear_model import LogisticRegression
    from sklearn.preprocessing import StandardScaler
    x, y = matrix(a["x"], a["cols"])[:a["rows"]], matrix(a["y"], 1)[:a["rows"]]

    def work():
        scaler = StandardScaler()
        z = scaler.fit_transform(x)
        model = LogisticRegression(C=1.0, solver="lbfgs", tol=a["tol"], max_iter=1000).fit(z, y)
        coefficients = model.coef_.ravel() / scaler.scale_
        return [float(model.intercept_[0] - coefficients @ scaler.mean_), *map(float, coefficients)]

    found, times = timed(work)
    return {**times, "coefficients": found}


def logistic_exact(a):
    """The optimum in float64 by Newton's method: what both are measured against."""
    from sklearn.linear_model import LogisticRegression
    from sklearn.preprocessing import StandardScaler
    x, y = matrix(a["x"], a["cols"])[:a["rows"]].astype(np.float64), matrix(a["y"], 1)[:a["rows"]]
    scaler = StandardScaler()
    model = LogisticRegression(C=1.0, solver="newton-cholesky", tol=1e-10, max_iter=100).fit(scaler.fit_transform(x), y)
    coefficients = model.coef_.ravel() / scaler.scale_
    return {"wall": 0, "cpu": 0, "coefficients": [float(model.intercept_[0] - coefficients @ scaler.mean_), *map(float, coefficients)]}


def duckdb_open(a):
    import duckdb
    kept["duckdb"] = duckdb.connect(a["file"], config={"threads": THREADS})
    for statement in a["statements"]:
        kept["duckdb"].execute(statement)
    kept["duckdb"].execute("CHECKPOINT")
    return {"wall": 0, "cpu": 0}


def duckdb_matrix(a):
    def work():
        columns = kept["duckdb"].execute(a["sql"]).fetchnumpy()
        return np.stack([np.ma.filled(c.astype(np.float64), np.nan) if np.ma.isMaskedArray(c) else c for c in columns.values()],
                        axis=1).astype(np.float32)

    x, times = timed(work)
    return {**times, "sum": float(np.nansum(x.astype(np.float64))), "missing": int(np.isnan(x).sum())}


tasks = {f.__name__.replace("_", "-"): f for f in (
    versions, boosting_fit, boosting_auc, boosting_nodes, boosting_score, boosting_shap, k_means, logistic, logistic_exact,
    duckdb_open, duckdb_matrix)}
for line in sys.stdin:
    asked = json.loads(line)
    print(json.dumps(tasks[asked["task"]](asked)), flush=True)
