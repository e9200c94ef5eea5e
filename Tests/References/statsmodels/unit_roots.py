# Unit-root and cointegration tests: statsmodels 0.15.0; Phillips-Perron: arch 8.0.0.
# Run at the repository's root: python Tests/References/statsmodels/unit_roots.py > Tests/References/statsmodels/unit_roots.csv
import warnings; warnings.simplefilter("ignore")
import numpy as np, pandas as pd
from statsmodels.tsa.stattools import adfuller, kpss, coint
from statsmodels.tsa.vector_ar.vecm import coint_johansen
from statsmodels.tsa.adfvalues import mackinnonp, mackinnoncrit
from arch.unitroot import PhillipsPerron

print("case,quantity,name,value")
def put(case, quantity, **values):
    for name, value in values.items():
        for i, v in enumerate(np.atleast_1d(value)):
            print(f"{case},{quantity},{name}{i + 1 if np.size(value) > 1 else ''},{float(v):.17g}")

m = pd.read_csv("datasets/classic/statsmodels_macrodata_US_1959Q1_2009Q3.csv")
series = dict(realgdp=m.realgdp.to_numpy() / 1000, unemp=m.unemp.to_numpy(), infl=m.infl.to_numpy())
for name, y in series.items():
    for trend in ("n", "c", "ct", "ctt"):
        for auto in ("AIC", "BIC", "t-stat", None):
            t = adfuller(y, maxlag=4 if auto is None else None, regression=trend, autolag=auto)
            put(name, f"adf.{trend}.{auto}", statistic=t[0], pValue=t[1], lags=t[2], n=t[3], critical=[t[4][k] for k in ("1%", "5%", "10%")])
    for trend in ("n", "c", "ct"):
        for lags in (None, 3):
            for form in ("tau", "rho"):
                t = PhillipsPerron(y, lags=lags, trend=trend, test_type=form)
                # arch has simulated p-values of its own for Z_rho
                put(name, f"pp.{form}.{trend}.{lags}", statistic=t.stat, **(dict(pValue=t.pvalue) if form == "tau" else {}))
    for trend in ("c", "ct"):
        for lags in ("auto", "legacy", 4):
            t = kpss(y, regression=trend, nlags=lags)
            put(name, f"kpss.{trend}.{lags}", statistic=t[0], pValue=t[1], lags=t[2])
c, d, i = (m[k].to_numpy() / 1000 for k in ("realcons", "realdpi", "realinv"))
for trend in ("c", "ct", "ctt"):
    for auto in ("aic", "bic", "t-stat"):
        t = coint(c, d, trend=trend, autolag=auto)
        put("two", f"coint.{trend}.{auto}", statistic=t[0], pValue=t[1], critical=t[2])
        t = coint(c, np.column_stack([d, i]), trend=trend, autolag=auto)
        put("three", f"coint.{trend}.{auto}", statistic=t[0], pValue=t[1], critical=t[2])
for order, name in ((-1, "none"), (0, "constant")):
    for lags in (1, 3):
        t = coint_johansen(np.column_stack([c, d, i]), order, lags)
        put("johansen", f"{name}.{lags}", eigenvalue=t.eig, trace=t.lr1, maximum=t.lr2)
        put("johansen", f"{name}.critical", trace=t.cvt.ravel(), maximum=t.cvm.ravel())
for trend in ("n", "c", "ct", "ctt"):
    for k in range(1, 7):
        for tau in (-30.0, -8.0, -4.0, -3.0, -1.5, 0.0, 0.5):
            put("mackinnon", f"{trend}.{k}.{tau}", p=mackinnonp(tau, regression=trend, N=k))
    for k in range(1, 13):
        if trend != "n" or k == 1: put("mackinnon", f"{trend}.{k}", critical=mackinnoncrit(N=k, regression=trend, nobs=150))
