# Diagnostics that statsmodels has: statsmodels 0.15.0, numpy, scipy.
# Run at the repository's root: python Tests/References/statsmodels/diagnostics.py > Tests/References/statsmodels/diagnostics.csv
import numpy as np, pandas as pd, statsmodels.api as sm
from statsmodels.stats.diagnostic import het_white, het_breuschpagan, acorr_lm, acorr_breusch_godfrey, acorr_ljungbox, linear_reset
from statsmodels.stats.stattools import jarque_bera
from statsmodels.regression.recursive_ls import RecursiveLS

print("case,quantity,name,value")
def put(case, quantity, name, values):
    values = np.atleast_1d(values)
    for i, v in enumerate(values):
        print(f"{case},{quantity},{name}{i + 1 if len(values) > 1 else ''},{v:.17g}")

l = pd.read_csv("datasets/classic/statsmodels_longley.csv").to_numpy()
m = pd.read_csv("datasets/classic/statsmodels_macrodata_US_1959Q1_2009Q3.csv")
longley = (l[:, 1] / 1000, np.column_stack([np.ones(16), l[:, 2], l[:, 3] / 1000, l[:, 5] / 1000]))
macro = (m.realcons.to_numpy() / 1000, np.column_stack([np.ones(len(m)), m.realdpi / 1000, m.tbilrate]))
for case, (y, x) in dict(longley=longley, macro=macro).items():
    fit = sm.OLS(y, x).fit()
    e = fit.resid
    put(case, "bp.studentised", "statistic", het_breuschpagan(e, x)[0])
    if case == "macro":
        for name, cross in (("crossProducts", True),):
            t = het_white(e, x, interaction_terms=cross)
            put(case, "white." + name, "statistic", t[0]); put(case, "white." + name, "pValue", t[1])
        z = np.column_stack([x, x[:, 1:] ** 2])
        aux = sm.OLS(e**2, z).fit()
        put(case, "white.squares", "statistic", len(y) * aux.rsquared)
    for lags in (1, 3):
        t = acorr_lm(e**2, nlags=lags, result_object=False)
        for i, name in enumerate(("chiSquared", "f")):
            put(case, f"arch.{name}.{lags}", "statistic", t[2 * i]); put(case, f"arch.{name}.{lags}", "pValue", t[2 * i + 1])
    t = acorr_breusch_godfrey(fit, nlags=2, result_object=False)
    put(case, "bg.2", "statistic", t[0]); put(case, "bg.2", "pValue", t[1]); put(case, "bg.f.2", "statistic", t[2])
    t = acorr_ljungbox(e, lags=[5], model_df=1, boxpierce=True)
    put(case, "ljung.box", "statistic", t.lb_stat.iloc[0]); put(case, "ljung.box", "pValue", t.lb_pvalue.iloc[0])
    put(case, "box.pierce", "statistic", t.bp_stat.iloc[0]); put(case, "box.pierce", "pValue", t.bp_pvalue.iloc[0])
    t = jarque_bera(e)
    for name, v in zip(("statistic", "pValue", "skewness", "kurtosis"), t): put(case, "jarque.bera", name, v)
    t = linear_reset(fit, power=3, use_f=True)
    put(case, "reset", "statistic", float(t.statistic)); put(case, "reset", "pValue", float(t.pvalue))
    r = RecursiveLS(y, x).fit()
    k = x.shape[1]
    bound = r._cusum_squares_significance_bounds(0.05)
    put(case, "cusumsq", "bound", bound[1][0])
    # Belsley, Kuh & Welsch: condition indices and variance shares, from their definition
    s = x / np.linalg.norm(x, axis=0)
    u, sv, vt = np.linalg.svd(s, full_matrices=False)
    put(case, "belsley", "index", sv[0] / sv)
    phi = (vt.T / sv) ** 2
    put(case, "belsley", "share", (phi / phi.sum(axis=1, keepdims=True)).ravel())
    # exact small-step recursive residuals and their squares
    w = np.array([(y[t] - x[t] @ (b := np.linalg.lstsq(x[:t], y[:t], rcond=None)[0])) /
        np.sqrt(1 + x[t] @ np.linalg.inv(x[:t].T @ x[:t]) @ x[t]) for t in range(k, len(y))])
    path = np.cumsum(w**2) / np.sum(w**2)
    put(case, "cusumsq", "statistic", np.max(np.abs(path - np.arange(1, len(path) + 1) / len(path))))
