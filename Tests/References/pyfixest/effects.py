"""Two- and three-way fixed effects by pyfixest 0.60 on an unbalanced panel with singletons -> effects.csv, and the data -> effects-data.csv.

Run from the repository's root: python Tests/References/pyfixest/effects.py. Projections run to 1e-14 of their scale.
"""
import csv
import warnings

import numpy as np
import pandas as pd
import pyfixest as pf

warnings.simplefilter("ignore")
rng = np.random.default_rng(20260101)
n = 400
d = pd.DataFrame({"worker": rng.integers(0, 90, n), "firm": (25 * rng.random(n) ** 2).astype(int),
                  "year": rng.integers(2001, 2008, n)})
d.loc[0, "worker"], d.loc[1, "firm"] = 500, 77  # two singletons at least
for name in ("x1", "x2"):
    d[name] = np.round(rng.normal(size=n) + 0.02 * d.worker + 0.1 * d.firm % 1.7, 4)
d["y"] = np.round(0.7 * d.x1 - 0.3 * d.x2 + 0.05 * (d.worker % 13) + 0.2 * (d.firm % 5) + 0.1 * (d.year % 3)
                  + rng.normal(size=n), 4)
d.to_csv("Tests/References/pyfixest/effects-data.csv", index=False, lineterminator="\n")

out = csv.writer(open("Tests/References/pyfixest/effects.csv", "w"), lineterminator="\n")
out.writerow(["case", "quantity", "name", "value"])
for rows in ("none", "singleton"):
    for ways in ("worker", "worker + firm", "worker + firm + year"):
        for vcov in ("iid", "hetero", "worker", "firm", "year", "worker + firm"):
            fit = pf.feols(f"y ~ x1 + x2 | {ways}", d, vcov=vcov if vcov in ("iid", "hetero") else {"CRV1": vcov},
                           fixef_rm=rows, demeaner=pf.MapDemeaner(fixef_tol=1e-14, fixef_maxiter=100_000))
            case = f"{rows}|{ways}|{vcov}".replace(" ", "")
            for name, b, s in zip(("x1", "x2"), fit.coef(), fit.se()):
                out.writerow([case, "coefficient", name, repr(float(b))])
                out.writerow([case, "standardError", name, repr(float(s))])
            out.writerow([case, "scalar", "n", fit._N])
