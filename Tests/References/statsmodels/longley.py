"""Standard errors, p-values and intervals of Longley's regression by statsmodels 0.15 -> longley.csv.

Employment on a constant, the GNP deflator, GNP and the armed forces (columns in convenient units); weights are the
population; clusters are runs of four years. Run from the repository's root. Values are printed to 17 digits; they
are statsmodels' own, so they carry its rounding (it inverts through a pseudo-inverse).
"""
import csv
import numpy as np
import statsmodels.api as sm

with open("datasets/classic/statsmodels_longley.csv") as f:
    rows = list(csv.DictReader(f))
column = lambda name: np.array([float(r[name]) for r in rows])
y = column("TOTEMP") / 1000
x = np.column_stack([np.ones(16), column("GNPDEFL"), column("GNP") / 1000, column("ARMED") / 1000])
weights = column("POP") / 1000
clusters = np.arange(16) // 4

out = csv.writer(open("Tests/References/statsmodels/longley.csv", "w"), lineterminator="\n")
out.writerow(["model", "covariance", "statistic", "b0", "b1", "b2", "b3"])
for model, estimator in (("ols", sm.OLS(y, x)), ("wls", sm.WLS(y, x, weights=weights))):
    base = estimator.fit()
    low, high = base.conf_int(0.10).T
    out.writerow([model, "homoskedastic", "pValue", *map(repr, map(float, base.pvalues))])
    out.writerow([model, "homoskedastic", "low90", *map(repr, map(float, low))])
    out.writerow([model, "homoskedastic", "high90", *map(repr, map(float, high))])
    out.writerow([model, "homoskedastic", "coefficient", *map(repr, map(float, base.params))])
    out.writerow([model, "homoskedastic", "rSquared,sigma", repr(float(base.rsquared)), repr(float(base.scale**0.5)), "", ""])
    for name in ("homoskedastic", "HC0", "HC1", "HC2", "HC3", "clustered"):
        if name == "homoskedastic":
            fit = base
        elif name == "clustered":
            fit = estimator.fit(cov_type="cluster", cov_kwds={"groups": clusters})
        else:
            fit = estimator.fit(cov_type=name)
        out.writerow([model, name, "standardError", *map(repr, map(float, fit.bse))])
