"""Folds by scikit-learn and the AUC of its logistic regression and gradient boosting on them, for bench/quality.bench.ts.

Run: pip install scikit-learn==1.9.1 pandas==2.3.3 numpy==2.4.6; KINDRED_DATA=FOLDER python quality.py
Writes ../golden/quality.json. A row's folds of the 5 repeats are 5 digits to base 5, two characters a row."""
import json
import os
import warnings

import numpy as np
import pandas as pd
import sklearn
from sklearn.compose import make_column_transformer
from sklearn.ensemble import HistGradientBoostingClassifier
from sklearn.impute import SimpleImputer
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import roc_auc_score
from sklearn.model_selection import RepeatedStratifiedKFold
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import OneHotEncoder, OrdinalEncoder, StandardScaler

warnings.filterwarnings("ignore")
HERE = os.path.dirname(os.path.abspath(__file__))
DATA = os.environ["KINDRED_DATA"]
SETS = json.load(open(os.path.join(HERE, "..", "quality-sets.json")))
LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
REPEATS, FOLDS = 5, 5


def load(s):
    header = None if s.get("noHeader") else 0
    t = pd.read_csv(os.path.join(DATA, s["file"]), sep=s.get("separator", ","), header=header, dtype=str, keep_default_na=False)
    if header is None:
        t.columns = [f"#{i + 1}" for i in range(t.shape[1])]
    y = (t[s["target"]] == s["positive"]).to_numpy().astype(int)
    t = t.drop(columns=[s["target"], *s["drop"]])
    numbers = []
    for c in t.columns:
        values = t[c].str.strip().where(lambda v: ~v.isin(["", "NA", "Select"]))
        as_number = pd.to_numeric(values, errors="coerce")
        if as_number.notna().equals(values.notna()):
            t[c] = as_number
            numbers.append(c)
        else:
            t[c] = values.fillna("missing")
    return t, y, numbers, [c for c in t.columns if c not in numbers]


out = {}
for s in SETS:
    x, y, numbers, categories = load(s)
    split = list(RepeatedStratifiedKFold(n_splits=FOLDS, n_repeats=REPEATS, random_state=0).split(x, y))
    code = np.zeros(len(y), int)
    linear, trees = [], []
    for i, (train, test) in enumerate(split):
        code[test] += (i % FOLDS) * FOLDS ** (i // FOLDS)
        lr = make_pipeline(make_column_transformer(
            (make_pipeline(SimpleImputer(strategy="median"), StandardScaler()), numbers),
            (OneHotEncoder(handle_unknown="ignore"), categories)), LogisticRegression(max_iter=5000))
        hgb = make_pipeline(make_column_transformer(
            (OrdinalEncoder(handle_unknown="use_encoded_value", unknown_value=-1), categories), remainder="passthrough"),
            HistGradientBoostingClassifier(learning_rate=0.06, max_iter=150, max_leaf_nodes=15, min_samples_leaf=30,
                                           l2_regularization=1, early_stopping=False, random_state=0))
        for model, aucs in ((lr, linear), (hgb, trees)):
            model.fit(x.iloc[train], y[train])
            aucs.append(round(float(roc_auc_score(y[test], model.predict_proba(x.iloc[test])[:, 1])), 6))
    out[s["name"]] = dict(rows=len(y), positive=int(y.sum()), numbers=len(numbers), categories=len(categories),
                          folds="".join(LETTERS[c // 64] + LETTERS[c % 64] for c in code), logistic=linear, boosting=trees)
    print(s["name"], len(y), round(np.mean(linear), 4), round(np.mean(trees), 4), flush=True)

with open(os.path.join(HERE, "..", "golden", "quality.json"), "w") as f:
    json.dump(dict(script="quality.py", package="scikit-learn", version=sklearn.__version__, seed=0, repeats=REPEATS, folds=FOLDS,
                   sets=out), f, separators=(",", ":"))
