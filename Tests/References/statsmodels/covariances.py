"""Clustered, HAC and Driscoll-Kraay standard errors by statsmodels 0.15 -> covariances.csv.

Grunfeld's ten firms and the United States' consumption, as in Tests/References/r/covariances.R. Run from the
repository's root.
"""
import csv
import numpy as np
import statsmodels.api as sm
from statsmodels.stats import sandwich_covariance as sw


def table(path):
    with open(path) as f:
        return list(csv.DictReader(f))


out = csv.writer(open("Tests/References/statsmodels/covariances.csv", "w"), lineterminator="\n")
out.writerow(["case", "quantity", "name", "value"])


def add(case, values, quantity="se"):
    for i, value in enumerate(np.atleast_1d(values)):
        out.writerow([case, quantity, i, repr(float(value))])


g = table("datasets/classic/plm_Grunfeld_10firms.csv")
col = lambda rows, name: np.array([float(r[name]) for r in rows])
firm, year = col(g, "firm").astype(int), col(g, "year").astype(int)
fit = sm.OLS(col(g, "inv"), sm.add_constant(np.column_stack([col(g, "value"), col(g, "capital")]))).fit()
robust = fit.get_robustcov_results
add("oneWay", robust("cluster", groups=firm).bse)
add("twoWay", robust("cluster", groups=np.column_stack([firm, year // 5])).bse)
for lag in (0, 4):
    add(f"driscollKraay-{lag}", np.sqrt(np.diag(sw.cov_nw_groupsum(fit, lag, year - 1935, use_correction=0))))
m = table("datasets/classic/statsmodels_macrodata_US_1959Q1_2009Q3.csv")
x = sm.add_constant(np.column_stack([col(m, "realdpi") / 1000, col(m, "tbilrate")]))
fit = sm.OLS(col(m, "realcons") / 1000, x).fit()
add("hac-4", fit.get_robustcov_results("HAC", maxlags=4).bse)
add("hac-4-corrected", fit.get_robustcov_results("HAC", maxlags=4, use_correction=True).bse)
