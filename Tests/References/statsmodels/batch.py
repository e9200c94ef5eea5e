"""Small regressions whose data are made of integers, by statsmodels OLS. Writes batch.csv beside this file.

python Tests/References/statsmodels/batch.py; made with statsmodels 0.15.0, numpy 2.4.6.
"""
import pathlib

import numpy as np
import statsmodels.api as sm


def problem(p, n=40):
    i = np.arange(n)
    columns = [np.ones(n)]
    for j in range(1, 4):
        columns.append((i * i * (j + 1) + 7 * i * (p + 1) + 13 * p * j) % 101 / 8 - 5)
    x = np.column_stack(columns)
    return (i * (3 * p + 5) + i * i) % 53 / 4 + x[:, 1] - 2 * x[:, 3], x


lines = ["case,quantity,index,value"]
for p in range(11):
    y, x = problem(p)
    fit = sm.OLS(y, x).fit(method="qr")
    for name, values in [("coefficient", fit.params), ("standardError", fit.bse), ("pValue", fit.pvalues)]:
        lines += [f"{p},{name},{j},{v:.17g}" for j, v in enumerate(values)]
    lines.append(f"{p},sigma,0,{np.sqrt(fit.mse_resid):.17g}")
pathlib.Path(__file__).with_name("batch.csv").write_text("\n".join(lines) + "\n")
