"""Golden values of the decision tree and the random forest: scikit-learn's trees node by node, its pruning path, shap's
values of its probabilities, and the forest's AUC and out-of-bag score on made-up customers.

Run: pip install scikit-learn==1.9.1 shap==0.51.0 numpy==2.4.6; python trees.py > ../golden/trees.json"""
import json

import numpy as np
import shap
import sklearn
from sklearn.ensemble import RandomForestClassifier
from sklearn.metrics import roc_auc_score
from sklearn.tree import DecisionTreeClassifier, DecisionTreeRegressor

from customers import customers

SEED = 12
rng = np.random.default_rng(SEED)
n = 600
x = (np.round(rng.normal(size=(n, 4)) * [40, 30, 20, 1]) / [10, 1, 10, 1]).astype(np.float32)
x[:, 3] = rng.integers(0, 40, n)
x[rng.random(n) < 0.15, 1] = np.nan
score = x[:, 0] / 3 + np.where(np.isnan(x[:, 1]), 1.2, x[:, 1] / 25) - (x[:, 3] > 25)
y = (rng.random(n) < 1 / (1 + np.exp(-score))).astype(int)
amount = np.round(50 + 10 * score + rng.normal(size=n) * 5, 2)
weight = np.round(rng.random(n) + 0.5, 3)


def rows(values):
    return [[None if np.isnan(v) else float(v) for v in row] for row in values]


def nodes(model):
    """[column, threshold, missing goes left, left, right, rows, value] a node, the root first; column -1 = leaf."""
    t = model.tree_
    value = t.value[:, 0, -1]
    return [[-1 if t.feature[i] < 0 else int(t.feature[i]), float(t.threshold[i]), bool(t.missing_go_to_left[i]),
             int(t.children_left[i]), int(t.children_right[i]), int(t.n_node_samples[i]), float(value[i])]
            for i in range(t.node_count)]


def case(name, model, target, weighted=False, **ours):
    fitted = model.fit(x, target, sample_weight=weight if weighted else None)
    path = model.cost_complexity_pruning_path(x, target, sample_weight=weight if weighted else None)
    shown = fitted.predict_proba(x)[:, 1] if hasattr(fitted, "predict_proba") else fitted.predict(x)
    return dict(name=name, parameters=ours, weighted=weighted, nodes=nodes(fitted), predicted=shown[:80].tolist(),
                alphas=path.ccp_alphas.tolist())


gini = DecisionTreeClassifier(max_depth=5, min_samples_leaf=10, random_state=0)
cases = [
    case("gini", gini, y, criterion="gini", maxDepth=5, minSamplesLeaf=10),
    case("log-loss", DecisionTreeClassifier(criterion="log_loss", max_depth=5, min_samples_leaf=10, random_state=0), y,
         criterion="log-loss", maxDepth=5, minSamplesLeaf=10),
    case("gini, weighted", DecisionTreeClassifier(max_depth=4, min_samples_leaf=12, random_state=0), y, True,
         criterion="gini", maxDepth=4, minSamplesLeaf=12),
    case("gini, a least fall in impurity", DecisionTreeClassifier(min_impurity_decrease=0.004, min_samples_leaf=5, random_state=0),
         y, criterion="gini", maxDepth=None, minSamplesLeaf=5, minImpurityDecrease=0.004),
    case("gini, pruned", DecisionTreeClassifier(ccp_alpha=0.0041, min_samples_leaf=5, random_state=0), y,
         criterion="gini", maxDepth=None, minSamplesLeaf=5, ccpAlpha=0.0041),
    case("squared error", DecisionTreeRegressor(max_depth=4, min_samples_leaf=10, random_state=0), amount,
         criterion="squared-error", maxDepth=4, minSamplesLeaf=10),
    case("squared error, pruned", DecisionTreeRegressor(ccp_alpha=1.5, min_samples_leaf=10, random_state=0), amount,
         criterion="squared-error", maxDepth=None, minSamplesLeaf=10, ccpAlpha=1.5),
]
complete = np.nan_to_num(x, nan=-99)
explained = DecisionTreeClassifier(max_depth=5, min_samples_leaf=10, random_state=0).fit(complete, y)
explainer = shap.TreeExplainer(explained, feature_perturbation="tree_path_dependent")

forests = []
for seed in range(5):
    train_x, train_y = customers(4000, seed)
    later_x, later_y = customers(8000, 1000 + seed)
    model = RandomForestClassifier(100, min_samples_leaf=5, random_state=seed, n_jobs=2, oob_score=True).fit(train_x, train_y)
    outside = model.oob_decision_function_[:, 1]
    forests.append(dict(auc=float(roc_auc_score(later_y, model.predict_proba(later_x)[:, 1])),
                        outOfBagAuc=float(roc_auc_score(train_y, outside)),
                        outOfBagBrier=float(np.mean((train_y - outside) ** 2))))

print(json.dumps(dict(
    script="trees.py", seed=SEED, versions={"scikit-learn": sklearn.__version__, "shap": shap.__version__},
    x=rows(x), y=y.tolist(), amount=amount.tolist(), weight=weight.tolist(), cases=cases,
    shap=dict(missing=-99, base=float(explainer.expected_value[1]),
              effects=np.asarray(explainer.shap_values(complete[:60]))[:, :, 1].tolist()),
    forest=dict(rows=4000, later=8000, minSamplesLeaf=5, runs=forests))))
