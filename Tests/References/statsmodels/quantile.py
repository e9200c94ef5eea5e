"""Median and quartile regressions of engel and stackloss by statsmodels' QuantReg (iteratively reweighted least squares).

statsmodels 0.15. python quantile.py > quantile.csv, from this folder.
"""
import numpy as np
import statsmodels.api as sm

print("case,quantity,name,value")
for case, path in [("engel", "engel"), ("stackloss", "stackloss")]:
    table = np.genfromtxt(f"../../../datasets/quantreg/{path}.csv", delimiter=",", names=True)
    names = table.dtype.names
    x = np.column_stack([np.ones(len(table))] + [table[n] for n in names[:-1]])
    for tau in (0.25, 0.5, 0.75):
        fit = sm.QuantReg(table[names[-1]], x).fit(q=tau, max_iter=10000, p_tol=1e-10)
        for name, value in zip(("constant",) + names[:-1], fit.params):
            print(f"{case} {tau:g},coefficient,{name},{value:.17g}")
