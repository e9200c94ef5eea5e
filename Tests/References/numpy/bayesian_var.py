"""Writes bayesian_var.json: the conjugate Bayesian vector autoregression of Giannone, Lenza & Primiceri (2015), written out with
normal equations in numpy, maximised with scipy's Nelder-Mead: an implementation independent of the library's.

python3 Tests/References/numpy/bayesian_var.py > Tests/References/numpy/bayesian_var.json
Data: datasets/classic/statsmodels_macrodata_US_1959Q1_2009Q3.csv; logs of realgdp, realcons, realinv times 100, and tbilrate.
"""

import csv
import json
import pathlib
import sys

import numpy as np
from scipy.optimize import minimize
from scipy.special import gammaln, multigammaln

root = pathlib.Path(__file__).resolve().parents[3]
rows = list(csv.DictReader(open(root / "datasets/classic/statsmodels_macrodata_US_1959Q1_2009Q3.csv")))
y = np.array(
    [[100 * np.log(float(r[n])) for n in ("realgdp", "realcons", "realinv")] + [float(r["tbilrate"])] for r in rows]
)
T, m = y.shape
p = 4
k = 1 + m * p


def scales():
    psi = []
    for j in range(m):
        x = np.column_stack([np.ones(T - 1), y[:-1, j]])
        b, rss, *_ = np.linalg.lstsq(x, y[1:, j], rcond=None)
        psi.append(rss[0] / (T - 1 - 2))
    return np.array(psi)


psi = scales()
X = np.column_stack([np.ones(T - p)] + [y[p - s : T - s] for s in range(1, p + 1)])
Y = y[p:]
start = y[:p].mean(axis=0)


def dummies(mu, delta):
    ys, xs = [], []
    for i in range(m):
        row = np.zeros(m)
        row[i] = start[i] / mu
        ys.append(row)
        xs.append(np.concatenate([[0], np.tile(row, p)]))
    ys.append(start / delta)
    xs.append(np.concatenate([[1 / delta], np.tile(start / delta, p)]))
    return np.array(ys), np.array(xs)


def moments(X, Y, omega, b, d):
    precision = np.diag(1 / omega) + X.T @ X
    B = np.linalg.solve(precision, X.T @ Y + b / omega[:, None])
    u = Y - X @ B
    Psi = np.diag(psi) + u.T @ u + (B - b).T @ ((B - b) / omega[:, None])
    n = len(Y)
    log = (
        -n * m / 2 * np.log(np.pi)
        + multigammaln((n + d) / 2, m)
        - multigammaln(d / 2, m)
        + d / 2 * np.log(psi).sum()
        - (n + d) / 2 * np.linalg.slogdet(Psi)[1]
        - m / 2 * (np.log(omega).sum() + np.linalg.slogdet(precision)[1])
    )
    return B, Psi, precision, log


def fit(lam, mu, delta):
    d = m + 2
    omega = np.empty(k)
    omega[0] = 1e6
    for s in range(1, p + 1):
        omega[1 + (s - 1) * m : 1 + s * m] = lam**2 / s**2 / psi
    b = np.zeros((k, m))
    b[1 : 1 + m] = np.eye(m)
    yd, xd = dummies(mu, delta)
    B, Psi, precision, whole = moments(np.vstack([xd, X]), np.vstack([yd, Y]), omega, b, d)
    *_, alone = moments(xd, yd, omega, b, d)
    return B, Psi, precision, whole - alone


def gamma(x, mode, sd):
    theta = (np.sqrt(mode**2 + 4 * sd**2) - mode) / 2
    a = sd**2 / theta**2
    return (a - 1) * np.log(x) - x / theta - a * np.log(theta) - gammaln(a)


def objective(t):
    lam, mu, delta = np.exp(t)
    return -(fit(lam, mu, delta)[3] + gamma(lam, 0.2, 0.4) + gamma(mu, 1, 1) + gamma(delta, 1, 1))


best = minimize(objective, np.log([0.2, 1, 1]), method="Nelder-Mead", options={"xatol": 1e-10, "fatol": 1e-12, "maxiter": 5000})
given = fit(0.2, 1.0, 1.0)
mode = fit(*np.exp(best.x))
json.dump(
    {
        "numpy": np.__version__,
        "scales": psi.tolist(),
        "given": {"mean": given[0].tolist(), "scale": given[1].tolist(), "log": given[3]},
        "mode": {"hyperparameters": np.exp(best.x).tolist(), "mean": mode[0].tolist(), "log": mode[3], "objective": -best.fun},
        "deviations": np.sqrt(np.outer(np.diag(np.linalg.inv(given[2])), np.diag(given[1]) / (T - p + m + 1 + m + 2 - m - 1))).tolist(),
    },
    sys.stdout,
    separators=(",", ":"),
)
