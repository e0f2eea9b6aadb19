"""Trees of a LightGBM or scikit-learn model as plain nodes, for test/parity/reference-trees.ts.

A tree is a list of nodes, the root first: [column, threshold, missing goes left, left, right, value, rows, categories or None];
column -1 = leaf. A number goes left when value <= threshold (float64); a category when it is listed."""
import numpy as np


def of_lightgbm(model):
    """The trees of Booster.dump_model(), whose raw score is the sum of their values."""
    return [_flat(info["tree_structure"]) for info in model["tree_info"]]


def _flat(root):
    nodes = []

    def add(node):
        at = len(nodes)
        nodes.append(None)
        if "leaf_value" in node:
            nodes[at] = [-1, 0, False, 0, 0, node["leaf_value"], node.get("leaf_count", 0), None]
            return at
        left, right = add(node["left_child"]), add(node["right_child"])
        column, rows = node["split_feature"], node["internal_count"]
        if node["decision_type"] == "==":
            codes = [int(code) for code in str(node["threshold"]).split("||")]
            nodes[at] = [column, 0, False, left, right, 0, rows, codes]
        else:
            threshold = float(node["threshold"])
            assert node["missing_type"] != "Zero"
            # Without missing values in training LightGBM reads a missing value as 0.
            missing = node["default_left"] if node["missing_type"] == "NaN" else 0 <= threshold
            nodes[at] = [column, threshold, bool(missing), left, right, 0, rows, None]
        return at

    add(root)
    return nodes


def of_hist_gradient_boosting(model):
    """The trees of a fitted HistGradientBoosting model for one output, whose raw score is baseline + the sum."""
    trees = []
    for (predictor,) in model._predictors:
        tree = []
        for node in predictor.nodes:
            if node["is_leaf"]:
                tree.append([-1, 0, False, 0, 0, float(node["value"]), int(node["count"]), None])
                continue
            codes = None
            if node["is_categorical"]:
                words = predictor.raw_left_cat_bitsets[node["bitset_idx"]]
                codes = [c for c in range(256) if (int(words[c // 32]) >> (c % 32)) & 1]
            threshold = 0 if codes else float(np.clip(node["num_threshold"], -1e300, 1e300))
            tree.append([int(node["feature_idx"]), threshold, bool(node["missing_go_to_left"]), int(node["left"]),
                         int(node["right"]), 0, int(node["count"]), codes])
        trees.append(tree)
    return trees
