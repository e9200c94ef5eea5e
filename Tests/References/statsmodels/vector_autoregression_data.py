"""US macroeconomic data for the scripts beside it: 100 times the log differences of GDP, consumption and investment."""

import csv
import pathlib

import numpy as np

root = pathlib.Path(__file__).resolve().parents[3]


def growth(names=("realgdp", "realcons", "realinv")):
    rows = list(csv.DictReader(open(root / "datasets/classic/statsmodels_macrodata_US_1959Q1_2009Q3.csv")))
    return 100 * np.diff(np.log(np.array([[float(r[n]) for n in names] for r in rows])), axis=0)
