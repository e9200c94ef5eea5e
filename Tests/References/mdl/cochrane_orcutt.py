"""The consumption equation of klein-advanced.mdl with second-order autoregressive errors, 1923–1940, in numpy.

Cochrane and Orcutt's iteration as bimets's manual describes it. After six steps it stands where bimets stopped
(a1 = 14.82685, ρ before the last step 0.2542, −0.0525); carried on until nothing moves it gives the values below.

    python3 cochrane_orcutt.py ../../../datasets/klein/klein.csv
"""

import csv
import sys

import numpy as np

rows = list(csv.DictReader(open(sys.argv[1])))
data = {k: np.array([float(r[k]) if r[k] != "NA" else np.nan for r in rows]) for k in rows[0]}
first, last = 1923 - 1920, 1940 - 1920


def lag(v, n=1):
    return np.concatenate([np.full((n, *v.shape[1:]), np.nan), v[:-n]])


y = data["cn"]
x = np.column_stack([np.ones(len(rows)), data["p"], lag(data["p"]), data["w1"] + data["w2"]])
rho = None
for step in range(1, 400):
    start, left, right = first - 2, y, x
    if rho is not None:
        start = first
        left = y - rho[0] * lag(y) - rho[1] * lag(y, 2)
        right = x - rho[0] * lag(x) - rho[1] * lag(x, 2)
    b = np.linalg.lstsq(right[start : last + 1], left[start : last + 1], rcond=None)[0]
    e = y - x @ b
    past = np.column_stack([lag(e), lag(e, 2)])[first : last + 1]
    rho = np.linalg.lstsq(past, e[first : last + 1], rcond=None)[0]
    if step in (6, 399):
        print(step, [f"{v:.12g}" for v in (*b, *rho)])
u = (e - rho[0] * lag(e) - rho[1] * lag(e, 2))[first : last + 1]
print("sum of squares", f"{u @ u:.12g}")
