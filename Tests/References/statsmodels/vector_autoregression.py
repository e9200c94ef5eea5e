"""Writes vector_autoregression.json: vector autoregressions of US macroeconomic data by statsmodels.

python3 Tests/References/statsmodels/vector_autoregression.py > Tests/References/statsmodels/vector_autoregression.json
Data: datasets/classic/statsmodels_macrodata_US_1959Q1_2009Q3.csv; 100 times the log differences of realgdp, realcons and realinv.
"""

import json
import sys

import numpy as np
import statsmodels
from statsmodels.tsa.api import VAR

import vector_autoregression_data as source

y = source.growth()


def listed(x):
    return np.asarray(x).tolist()


out = {"statsmodels": statsmodels.__version__, "numpy": np.__version__}
for label, lags, trend in [("constant2", 2, "c"), ("trend4", 4, "ct"), ("none1", 1, "n")]:
    fit = VAR(y).fit(lags, trend=trend)
    irf = fit.irf(10)
    case = {
        "coefficients": listed(fit.params),
        "standardErrors": listed(fit.stderr),
        "covariance": listed(fit.sigma_u),
        "logLikelihood": fit.llf,
        "criteria": [fit.aic, fit.bic, fit.hqic, fit.fpe],
        "moduli": sorted((1 / np.abs(fit.roots)).tolist(), reverse=True),
        "forecast": listed(fit.forecast(y[-lags:], 8)),
        "forecastCovariance": listed(fit.forecast_cov(8)),
        "irf": listed(irf.irfs),
        "orthogonal": listed(irf.orth_irfs),
        "irfErrors": listed(irf.stderr(orth=False)),
        "orthogonalErrors": listed(irf.stderr(orth=True)),
        "fevd": listed(fit.fevd(10).decomp),
    }
    if trend == "c":
        granger = fit.test_causality(["y1"], ["y2", "y3"], kind="f")
        instant = fit.test_inst_causality(["y1"])
        case["granger"] = [granger.test_statistic, granger.pvalue]
        case["instantaneous"] = [instant.test_statistic, instant.pvalue]
        for adjusted in (False, True):
            test = fit.test_whiteness(10, adjusted=adjusted)
            case["whiteness" + ("Adjusted" if adjusted else "")] = [test.test_statistic, test.pvalue]
        normality = fit.test_normality()
        case["normality"] = [normality.test_statistic, normality.pvalue]
    out[label] = case
order = VAR(y).select_order(8, trend="c")
out["order"] = {"chosen": [int(order.aic), int(order.bic), int(order.hqic), int(order.fpe)], "aic": listed(order.ics["aic"]), "fpe": listed(order.ics["fpe"])}
exog = np.column_stack([np.arange(len(y)) % 4 == 0, np.arange(len(y)) >= 100]).astype(float)
fit = VAR(y, exog=exog).fit(2, trend="c")
out["exogenous"] = {
    "coefficients": listed(fit.params),
    "forecast": listed(fit.forecast(y[-2:], 4, exog_future=np.array([[1.0, 1], [0, 1], [0, 1], [0, 1]]))),
}
json.dump(out, sys.stdout, separators=(",", ":"))
