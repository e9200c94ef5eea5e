"""Writes conditional_forecast.json: forecasts given conditions, by the Kalman smoother of statsmodels.

python3 Tests/References/statsmodels/conditional_forecast.py > Tests/References/statsmodels/conditional_forecast.json
Data and model: the two-lag vector autoregression of vector_autoregression.py, parameters fixed at least squares (errors' covariance divided by n - k).
The state is the companion vector; future observations are missing but for what is conditioned on.
"""

import json
import sys

import numpy as np
import statsmodels
from statsmodels.tsa.api import VAR
from statsmodels.tsa.statespace.mlemodel import MLEModel

import vector_autoregression_data as source

y = source.growth()
fit = VAR(y).fit(2, trend="c")
m, p, h = 3, 2, 8
A = np.vstack([np.hstack(list(fit.coefs)), np.eye(m * p)[: m * (p - 1)]])


def smooth(design, observed):
    """design: list of q_t x (m p) matrices, observed: list of vectors; h periods."""
    q = max(len(o) for o in observed)
    endog = np.full((h, q), np.nan)
    for t, o in enumerate(observed):
        endog[t, : len(o)] = o
    model = MLEModel(endog, k_states=m * p, k_posdef=m, initialization="known", initial_state=start, initial_state_cov=cov0)
    Z = np.zeros((q, m * p, h))
    for t, d in enumerate(design):
        if len(d):
            Z[: len(d), :, t] = d
    model["design"] = Z
    model["obs_cov"] = np.zeros((q, q))
    model["transition"] = A
    model["state_intercept"] = np.concatenate([fit.intercept, np.zeros(m * (p - 1))])[:, None]
    model["selection"] = np.vstack([np.eye(m), np.zeros((m * (p - 1), m))])
    model["state_cov"] = fit.sigma_u
    model.ssm.filter_collapsed = False
    out = model.ssm.smooth()
    return out.smoothed_state[:m].T, [out.smoothed_state_cov[:m, :m, t] for t in range(h)]


last = np.concatenate([y[-1], y[-2]])
start = A @ last + np.concatenate([fit.intercept, np.zeros(m * (p - 1))])
cov0 = np.zeros((m * p, m * p))
cov0[:m, :m] = fit.sigma_u

e = np.eye(m * p)
cases = {
    # GDP grows 0.5 in each of the first four quarters.
    "path": ([[e[0]]] * 4 + [[]] * 4, [[0.5]] * 4 + [[]] * 4),
    # Investment is known in the second, consumption and GDP in the fifth quarter, and the mean of GDP over quarters seven and eight.
    "scattered": (
        [[], [e[2]], [], [], [e[0], e[1]], [], [], [(e[0] + e[3]) / 2]],
        [[], [-2.0], [], [], [0.9, 0.4], [], [], [0.7]],
    ),
}
out = {"statsmodels": statsmodels.__version__}
for name, (design, observed) in cases.items():
    mean, cov = smooth([np.array(d) for d in design], [np.array(o) for o in observed])
    out[name] = {"mean": mean.tolist(), "covariances": [c.tolist() for c in cov]}
json.dump(out, sys.stdout, separators=(",", ":"))
