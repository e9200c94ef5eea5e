"""Ridge, lasso and elastic net by scikit-learn 1.9.1 -> shrinkage.csv.

Real consumption on investment, government spending, disposable income, CPI, M1, the Treasury-bill rate, unemployment and
population, United States 1959Q1-2009Q3, as they are (ridge) and divided by their standard deviations with 1/n (all). Run
from the repository's root.
"""
import csv
import numpy as np
from sklearn.linear_model import ElasticNet, Ridge, RidgeCV

with open("datasets/classic/statsmodels_macrodata_US_1959Q1_2009Q3.csv") as f:
    rows = list(csv.DictReader(f))
names = ["realinv", "realgovt", "realdpi", "cpi", "m1", "tbilrate", "unemp", "pop"]
y = np.array([float(r["realcons"]) for r in rows])
x = np.array([[float(r[name]) for name in names] for r in rows])
sd = x.std(axis=0)
z = (x - x.mean(axis=0)) / sd

out = csv.writer(open("Tests/References/scikit-learn/shrinkage.csv", "w"), lineterminator="\n")
out.writerow(["case", "quantity", "name", "value"])


def add(case, intercept, coefficients, quantity="coefficient"):
    for i, v in enumerate([intercept, *coefficients]):
        out.writerow([case, quantity, i, repr(float(v))])


for penalty in (0.1, 10.0, 1000.0):
    fit = Ridge(alpha=penalty, solver="svd").fit(x, y)
    add(f"ridge-raw-{penalty}", fit.intercept_, fit.coef_)
    fit = Ridge(alpha=penalty, solver="svd").fit(z, y)
    add(f"ridge-{penalty}", y.mean() - (x.mean(axis=0) / sd) @ fit.coef_, fit.coef_ / sd)
cv = RidgeCV(alphas=[0.1, 10.0, 1000.0], store_cv_results=True).fit(z, y)
errors = cv.cv_results_.mean(axis=0)
add("ridge-leaveOneOut", errors[0], errors[1:], "error")
for mix in (1.0, 0.5):
    for penalty in (1.0, 10.0, 100.0):
        fit = ElasticNet(alpha=penalty, l1_ratio=mix, tol=1e-15, max_iter=10_000_000).fit(z, y)
        add(f"net-{mix}-{penalty}", y.mean() - (x.mean(axis=0) / sd) @ fit.coef_, fit.coef_ / sd)
        print(mix, penalty, fit.n_iter_, fit.dual_gap_, (fit.coef_ != 0).sum())
