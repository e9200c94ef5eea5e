"""Writes univariate.json: state-space likelihoods, smoothers and forecasts by statsmodels (exact diffuse initialisation).

python3 Tests/References/statsmodels/univariate.py > Tests/References/statsmodels/univariate.json
Series: 100 times the log of US GDP 1959Q1-2009Q3 and the log difference of consumption; once with values 2, 50-53 and 120 missing.
"""

import json
import sys

import numpy as np
import statsmodels
from statsmodels.tsa.statespace.sarimax import SARIMAX
from statsmodels.tsa.statespace.structural import UnobservedComponents

import vector_autoregression_data as source

growth = source.growth(("realgdp", "realcons", "unemp"))
gdp = np.concatenate([[0], np.cumsum(growth[:, 0])])
holes = gdp.copy()
holes[[1, 49, 50, 51, 52, 119]] = np.nan


def run(model, params):
    out = model.smooth(params)
    forecast = out.get_forecast(8)
    r = {
        "llf": float(model.loglike(params, transformed=True)),
        "forecast": forecast.predicted_mean.tolist(),
        "errors": np.sqrt(forecast.var_pred_mean).tolist(),
        "smoothed": out.smoothed_state[0].tolist(),
        "smoothedVariance": out.smoothed_state_cov[0, 0].tolist(),
    }
    return r


def components(series, params, **options):
    model = UnobservedComponents(series, use_exact_diffuse=True, loglikelihood_burn=0, **options)
    return run(model, params)


out = {"statsmodels": statsmodels.__version__}
out["level"] = components(growth[:, 1], [0.3, 0.05], level="llevel")
out["trend"] = components(gdp, [0.1, 0.5, 0.02], level="lltrend")
out["holes"] = components(holes, [0.1, 0.5, 0.02], level="lltrend")
out["seasonal"] = components(holes, [0.1, 0.5, 0.02, 0.01], level="lltrend", seasonal=4)
fit = UnobservedComponents(gdp, level="lltrend", use_exact_diffuse=True, loglikelihood_burn=0).fit(disp=0, method="lbfgs", maxiter=2000, pgtol=1e-10, factr=10)
fit2 = UnobservedComponents(growth[:, 1], level="llevel", use_exact_diffuse=True, loglikelihood_burn=0).fit(disp=0, maxiter=2000, pgtol=1e-10, factr=10)
out["maximum"] = {"trend": {"llf": fit.llf, "params": fit.params.tolist()}, "level": {"llf": fit2.llf, "params": fit2.params.tolist()}}

arima = {}
for name, series, order, seasonal, trend, params in [
    ("ar2", growth[:, 1], (2, 0, 0), (0, 0, 0, 0), "c", [0.4, 0.2, 0.25, 0.45]),
    ("arma", growth[:, 1], (1, 0, 2), (0, 0, 0, 0), "n", [0.8, -0.5, 0.1, 0.45]),
    ("ima", growth[:, 1], (0, 0, 1), (0, 0, 1, 4), "n", [0.3, -0.2, 0.5]),
]:
    model = SARIMAX(series, order=order, seasonal_order=seasonal, trend=trend)
    out_ = model.smooth(params)
    forecast = out_.get_forecast(8)
    arima[name] = {
        "llf": float(out_.llf),
        "forecast": forecast.predicted_mean.tolist(),
        "errors": np.sqrt(forecast.var_pred_mean).tolist(),
    }
out["arima"] = arima
json.dump(out, sys.stdout, separators=(",", ":"))
