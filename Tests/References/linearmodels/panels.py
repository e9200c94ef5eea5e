"""Panel estimators by linearmodels 7.1 on Grunfeld's investments (10 firms, 1935-1954) and Munnell's states -> panels.csv.

Whole panels, and unbalanced ones that lack the rows named by `thin` below. Run from the repository's root:
python Tests/References/linearmodels/panels.py. Long format: case,quantity,name,value with 17 digits.
"""
import csv
import warnings

import numpy as np
import pandas as pd
from linearmodels.panel import BetweenOLS, FirstDifferenceOLS, PanelOLS, PooledOLS, RandomEffects

warnings.simplefilter("ignore")


def thin(d, every):
    """Drops rows (counting from 0) whose number squared leaves 1 or 4 when divided by `every`."""
    i = np.arange(len(d))
    return d[~np.isin(i * i % every, (1, 4))]


grunfeld = pd.read_csv("datasets/classic/plm_Grunfeld_10firms.csv")
munnell = pd.read_csv("datasets/classic/linearmodels_munnell.csv")
m = pd.DataFrame({"state": munnell.STATE, "year": munnell.YR, "gsp": np.log(munnell.GSP)})
for name in ("P_CAP", "PC", "EMP"):
    m[name] = np.log(munnell[name])
m["UNEMP"] = munnell.UNEMP
out = csv.writer(open("Tests/References/linearmodels/panels.csv", "w"), lineterminator="\n")
out.writerow(["case", "quantity", "name", "value"])


def write(case, fit, **scalars):
    for name in fit.params.index:
        out.writerow([case, "coefficient", name, repr(float(fit.params[name]))])
    for name in fit.params.index:
        out.writerow([case, "standardError", name, repr(float(fit.std_errors[name]))])
    for name, value in scalars.items():
        out.writerow([case, "scalar", name, repr(float(value))])


sets = {
    "grunfeld": (grunfeld, "firm", "year", "inv", ["value", "capital"], 11),
    "munnell": (m, "state", "year", "gsp", ["P_CAP", "PC", "EMP", "UNEMP"], 13),
}
for label, (data, entity, period, y, xs, every) in sets.items():
    for shape in ("balanced", "unbalanced"):
        d = (data if shape == "balanced" else thin(data, every)).set_index([entity, period])
        x, c = d[xs], d[xs].assign(constant=1.0)[["constant"] + xs]
        name = f"{label}-{shape}"
        kinds = {
            "homoskedastic": dict(cov_type="unadjusted"),
            "hc1": dict(cov_type="robust"),
            "entity": dict(cov_type="clustered", cluster_entity=True),
            "period": dict(cov_type="clustered", cluster_time=True),
            "both": dict(cov_type="clustered", cluster_entity=True, cluster_time=True),
            "kernel": dict(cov_type="kernel", kernel="bartlett", bandwidth=3),
        }
        for kind, options in kinds.items():
            write(f"pooled-{name}-{kind}", PooledOLS(d[y], c).fit(**options))
            for effects, flags in {
                "entity": dict(entity_effects=True),
                "period": dict(time_effects=True),
                "both": dict(entity_effects=True, time_effects=True),
            }.items():
                fit = PanelOLS(d[y], x, **flags).fit(**options)
                if kind == "homoskedastic":
                    write(f"fixed-{effects}-{name}-{kind}", fit, sse=fit.resid_ss, fPooled=fit.f_pooled.stat,
                          fPooledP=fit.f_pooled.pval, rSquaredWithin=fit.rsquared)
                else:
                    write(f"fixed-{effects}-{name}-{kind}", fit)
            fit = RandomEffects(d[y], c).fit(small_sample=False, **options)
            v = fit.variance_decomposition
            write(f"random-harmonic-{name}-{kind}", fit, effects=v["Effects"], errors=v["Residual"])
            fit = RandomEffects(d[y], c).fit(small_sample=True, **options)
            v = fit.variance_decomposition
            write(f"random-exact-{name}-{kind}", fit, effects=v["Effects"], errors=v["Residual"])
            if kind in ("homoskedastic", "hc1", "entity"):
                write(f"difference-{name}-{kind}", FirstDifferenceOLS(d[y], x).fit(**options))
        write(f"between-{name}-homoskedastic", BetweenOLS(d[y], c).fit(cov_type="unadjusted"))
        write(f"between-weighted-{name}-homoskedastic", BetweenOLS(d[y], c).fit(reweight=True, cov_type="unadjusted"))
