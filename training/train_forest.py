"""Trains forests with LightGBM and writes them in the form that src/score/forest.ts runs.

    python train_forest.py JOB.json ...

A job names its rows (float32 columns, one after the other), its targets and weights, and LightGBM's parameters. Each
job runs on one thread with fixed seeds, so that the same rows give the same bytes; jobs run side by side.
"""

import json
import multiprocessing
import os
import sys

os.environ["OMP_NUM_THREADS"] = "1"

import lightgbm as lgb
import numpy as np

FIXED = {"num_threads": 1, "seed": 1, "deterministic": True, "force_col_wise": True, "verbose": -1}


def flatten(tree, column):
    """Nodes as [feature, threshold, left, right, mean] in the order of a walk, and leaves; children below 0 are leaves."""
    nodes, leaves = [], []

    def visit(node):
        if "leaf_value" in node:
            leaves.append(float(f"{node['leaf_value']:.4g}"))
            return -len(leaves)
        at = len(nodes) // 5
        nodes.extend([column[node["split_feature"]], float(f"{node['threshold']:.9g}"), 0, 0, float(f"{node['internal_value']:.3g}")])
        nodes[5 * at + 2] = visit(node["left_child"])
        nodes[5 * at + 3] = visit(node["right_child"])
        return at

    visit(tree["tree_structure"])
    return {"nodes": nodes, "leaves": leaves}


def train(path):
    with open(path) as file:
        job = json.load(file)
    read = lambda name, kind: np.fromfile(os.path.join(os.path.dirname(path), name), kind)
    names = job["features"]
    columns = read(job["columns"], np.float32).reshape(len(names), -1)
    rows = read(job["rows"], np.uint32)
    target, weight = (read(job[name], np.float32)[rows] for name in ("target", "weight"))
    params = {**job["params"], **FIXED}

    def fit(chosen, rounds):
        data = lgb.Dataset(columns[np.ix_(chosen, rows)].T, target, weight=weight)
        return lgb.train(params, data, rounds)

    # A short training says which features are worth a place: fewer make a smaller model, and as good a one.
    everything = np.arange(len(names))
    gain = fit(everything, max(1, job["rounds"] // 6)).feature_importance("gain")
    chosen = np.sort(np.argsort(-gain, kind="stable")[: job["keep"]])
    names = [names[f] for f in chosen]
    model = fit(chosen, job["rounds"]).dump_model()
    trees = model["tree_info"]
    used = sorted({i for tree in trees for i in features_of(tree["tree_structure"])})
    column = {f: i for i, f in enumerate(used)}
    typical = [float(f"{np.median(columns[chosen[f], rows]):.4g}") for f in used]
    forest = {"features": [names[f] for f in used], "typical": typical, "trees": [flatten(tree, column) for tree in trees]}
    with open(job["out"], "w") as file:
        json.dump(forest, file, separators=(",", ":"))


def features_of(node):
    if "split_feature" not in node:
        return set()
    return {node["split_feature"]} | features_of(node["left_child"]) | features_of(node["right_child"])


if __name__ == "__main__":
    with multiprocessing.get_context("fork").Pool(os.cpu_count()) as pool:
        pool.map(train, sys.argv[1:], chunksize=1)
