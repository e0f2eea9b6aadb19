"""Golden values of boosting: two reference models with their scores and SHAP values, and LightGBM's AUC on made-up customers.

Run: pip install lightgbm==4.7.0 scikit-learn==1.9.1 shap==0.51.0 numpy==2.4.6; python boosting.py > ../golden/boosting.json"""
import json

import lightgbm as lgb
import numpy as np
import shap
import sklearn
from sklearn.ensemble import HistGradientBoostingClassifier
from sklearn.metrics import roc_auc_score

from customers import customers
from tree_nodes import of_hist_gradient_boosting, of_lightgbm

SEED = 11
rng = np.random.default_rng(SEED)
n = 3000
x = np.round(rng.normal(size=(n, 6)) * [1, 30, 0.01, 5, 1, 1], 4).astype(np.float32)
x[:, 4] = rng.integers(0, 5, n)
x[rng.random((n, 6)) < 0.08] = np.nan
x[:, 5] = rng.integers(0, 9, n)
score = np.nan_to_num(x[:, 0], nan=1) - np.nan_to_num(x[:, 1]) / 30 * (x[:, 5] > 4) + np.isin(x[:, 5], [1, 6]) * 1.5
y = (rng.random(n) < 1 / (1 + np.exp(-score))).astype(int)
shown = x[:60]


def rows(values):
    return [[None if np.isnan(v) else float(v) for v in row] for row in values]


params = dict(objective="binary", num_leaves=15, min_data_in_leaf=20, learning_rate=0.1, seed=SEED, num_threads=1,
              deterministic=True, verbosity=-1, min_data_per_group=20)
booster = lgb.train(params, lgb.Dataset(x, label=y, categorical_feature=[5]), 25)
hist = HistGradientBoostingClassifier(max_iter=20, max_leaf_nodes=31, learning_rate=0.1, early_stopping=False,
                                      random_state=SEED).fit(x[:, :5], y)
explainer = shap.TreeExplainer(hist, feature_perturbation="tree_path_dependent")

aucs = []
for seed in range(5):
    train_x, train_y = customers(8000, seed)
    later_x, later_y = customers(8000, 1000 + seed)
    model = lgb.train(dict(params, num_leaves=31, num_threads=2, seed=0), lgb.Dataset(train_x, label=train_y), 100)
    aucs.append(float(roc_auc_score(later_y, model.predict(later_x))))

print(json.dumps(dict(
    script="boosting.py", seed=SEED,
    versions={"lightgbm": lgb.__version__, "scikit-learn": sklearn.__version__, "shap": shap.__version__},
    x=rows(shown),
    lightgbm=dict(trees=of_lightgbm(booster.dump_model()), margin=booster.predict(shown, raw_score=True).tolist(),
                  contributions=booster.predict(shown, pred_contrib=True).tolist()),
    scikitLearn=dict(trees=of_hist_gradient_boosting(hist), base=float(hist._baseline_prediction.item()),
                     margin=hist.decision_function(shown[:, :5]).tolist(),
                     contributions=explainer.shap_values(shown[:, :5]).tolist(),
                     expected=float(np.ravel(explainer.expected_value)[0])),
    auc=dict(rows=8000, lightgbm=aucs))))
