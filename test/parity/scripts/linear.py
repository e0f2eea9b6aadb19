"""Golden values of logistic and ridge regression. Run: python linear.py > ../golden/linear.json"""
import json
import numpy as np
import sklearn
from sklearn.linear_model import LogisticRegression, Ridge
from sklearn.preprocessing import StandardScaler

SEED = 7
rng = np.random.default_rng(SEED)
n, d = 240, 5
x = np.round(rng.normal(size=(n, d)) * [1, 3, 0.2, 10, 1] + [0, 5, 1, -40, 0], 3).astype(np.float32)
x[:, 4] = (x[:, 0] > 0.3)
logit = 0.8 * x[:, 0] - 0.4 * (x[:, 1] - 5) + 2 * (x[:, 2] - 1) + 0.3
y = (rng.random(n) < 1 / (1 + np.exp(-logit))).astype(int)
w = np.round(rng.uniform(0.2, 3, n), 3)
amount = np.round(2 + 1.5 * x[:, 0] - 0.1 * x[:, 3] + rng.normal(size=n), 4)
X = x.astype(np.float64)
scaler = StandardScaler().fit(X)
Z = scaler.transform(X)


def as_given(model):
    coef = model.coef_.ravel() / scaler.scale_
    return [float(model.intercept_.item()) - float(coef @ scaler.mean_), *map(float, coef)]


def plain(model):
    return [float(np.ravel(model.intercept_)[0]), *map(float, np.ravel(model.coef_))]


tight = dict(tol=1e-12, max_iter=100000)
cases = []
for c in (0.01, 1.0, 100.0):
    m = LogisticRegression(C=c, solver="lbfgs", **tight).fit(X, y)
    m = LogisticRegression(C=c, solver="newton-cholesky", **tight).fit(X, y)
    cases.append(dict(name=f"l2 c={c} as given", parameters=dict(penalty="l2", c=c, standardise=False), expected=plain(m)))
    m = LogisticRegression(C=c, solver="lbfgs", **tight).fit(Z, y)
    cases.append(dict(name=f"l2 c={c} standardised", parameters=dict(penalty="l2", c=c), expected=as_given(m)))
m = LogisticRegression(C=0.5, solver="lbfgs", **tight).fit(Z, y, sample_weight=w)
# the weighted scaler differs from StandardScaler, so weights are compared without it
m = LogisticRegression(C=0.5, solver="newton-cholesky", **tight).fit(X, y, sample_weight=w)
cases.append(dict(name="l2 weighted", weighted=True, parameters=dict(penalty="l2", c=0.5, standardise=False), expected=plain(m)))
m = LogisticRegression(C=0.1, penalty="l1", solver="saga", **tight).fit(Z, y)
cases.append(dict(name="l1 standardised", parameters=dict(penalty="l1", c=0.1), expected=as_given(m)))
m = LogisticRegression(C=0.1, penalty="elasticnet", l1_ratio=0.3, solver="saga", **tight).fit(Z, y)
cases.append(dict(name="elastic net standardised", parameters={"penalty": "elastic-net", "c": 0.1, "l1Ratio": 0.3}, expected=as_given(m)))
m = LogisticRegression(penalty=None, solver="newton-cholesky", **tight).fit(X, y)
p = m.predict_proba(X)[:, 1]
A = np.c_[np.ones(n), X]
errors = np.sqrt(np.diag(np.linalg.inv(A.T @ (A * (p * (1 - p))[:, None]))))
cases.append(dict(name="no penalty", parameters=dict(penalty="none"), expected=plain(m), standardErrors=list(map(float, errors))))
m = LogisticRegression(C=1.0, fit_intercept=False, solver="newton-cholesky", **tight).fit(X, y)
cases.append(dict(name="no intercept", parameters=dict(penalty="l2", c=1.0, standardise=False, fitIntercept=False), expected=plain(m)))

ridges = []
for alpha in (0.0, 1.0, 50.0):
    m = Ridge(alpha=alpha, solver="cholesky").fit(X, amount)
    ridges.append(dict(name=f"alpha={alpha} as given", parameters=dict(alpha=alpha, standardise=False), expected=plain(m)))
    m = Ridge(alpha=alpha, solver="cholesky").fit(Z, amount)
    coef = m.coef_ / scaler.scale_
    ridges.append(dict(name=f"alpha={alpha} standardised", parameters=dict(alpha=alpha), expected=[float(m.intercept_ - coef @ scaler.mean_), *map(float, coef)]))
m = Ridge(alpha=3.0, solver="cholesky").fit(X, amount, sample_weight=w)
ridges.append(dict(name="weighted", weighted=True, parameters=dict(alpha=3.0, standardise=False), expected=plain(m)))

print(json.dumps(dict(
    package="scikit-learn", version=sklearn.__version__, seed=SEED, script="linear.py",
    x=[[round(float(v), 3) for v in row] for row in x], y=y.tolist(), amount=amount.tolist(), weight=w.tolist(),
    logistic=cases, ridge=ridges)))
