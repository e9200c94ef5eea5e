"""Systems of equations by linearmodels 7.1 -> systems.csv (case,quantity,name,value).

python 3.11, linearmodels 7.1; run from the repository's root: python Tests/References/linearmodels/systems.py
Grunfeld: the version of ten firms (plm); investment on the constant, value and capital, a firm an equation, five firms
or all ten. Klein: Model I on AER's data, 1921-1941, instruments the constant, government wages, expenditure, taxes, trend,
and the lags of profits, capital and product. Values are printed to 17 digits and carry linearmodels' rounding.
"""
import csv
import warnings
from collections import OrderedDict
import numpy as np
import pandas as pd
from linearmodels.system import IV3SLS, SUR

warnings.simplefilter("ignore")
out = csv.writer(open("Tests/References/linearmodels/systems.csv", "w"), lineterminator="\n")
out.writerow(["case", "quantity", "name", "value"])


def write(case, fit):
    for name, value in fit.params.items():
        out.writerow([case, "coefficient", name, repr(float(value))])
    for name, value in fit.std_errors.items():
        out.writerow([case, "standardError", name, repr(float(value))])
    out.writerow([case, "mcelroy", "", repr(float(fit.system_rsquared["mcelroy"]))])
    sigma = np.asarray(fit.sigma)
    for i in range(sigma.shape[0]):
        for j in range(i + 1):
            out.writerow([case, "sigma", f"{i}{j}", repr(float(sigma[i, j]))])


grunfeld = pd.read_csv("datasets/classic/plm_Grunfeld_10firms.csv")
grunfeld["constant"] = 1.0


def firms(count):
    parts = OrderedDict()
    for firm in range(1, count + 1):
        rows = grunfeld[grunfeld.firm == firm].reset_index(drop=True)
        parts[f"firm{firm}"] = {"dependent": rows.inv, "exog": rows[["constant", "value", "capital"]]}
    return parts


for count in (5, 10):
    model = SUR(firms(count))
    case = f"grunfeld{count}"
    separate = model.fit(method="ols", cov_type="unadjusted")
    write(f"{case}/separate", separate)
    out.writerow([f"{case}/separate", "breuschPagan", "", repr(float(separate.breusch_pagan().stat))])
    write(f"{case}/one", model.fit(method="gls", cov_type="unadjusted"))
    write(f"{case}/oneDebiased", model.fit(method="gls", cov_type="unadjusted", debiased=True))
    if count == 5:
        iterated = model.fit(method="gls", cov_type="unadjusted", iterate=True, iter_limit=5000, tol=1e-14)
        write(f"{case}/iterated", iterated)
        out.writerow([f"{case}/iterated", "likelihoodRatioOfFit", "", repr(float(iterated.likelihood_ratio().stat))])
model = SUR(firms(5))
r = pd.DataFrame(np.zeros((5, 15)), columns=model.param_names)
for j in range(4):
    r.loc[j, f"firm{j + 1}_value"] = 1
    r.loc[j, f"firm{j + 2}_value"] = -1
r.loc[4, "firm1_capital"], r.loc[4, "firm2_capital"] = 1, 2
model.add_constraints(r, pd.Series([0, 0, 0, 0, 0.7]))
write("grunfeld5/restricted", model.fit(method="gls", cov_type="unadjusted"))
write("grunfeld5/restrictedSeparate", model.fit(method="ols", cov_type="unadjusted"))

k = pd.read_csv("datasets/classic/AER_KleinI.csv")
k["constant"], k["trend"], k["wages"] = 1.0, k.time - 1931.0, k.pwage + k.gwage
k["lagProfits"], k["lagProduct"] = k.cprofits.shift(1), k.gnp.shift(1)
k = k.iloc[1:].reset_index(drop=True)


def klein():
    shared = ["gwage", "gexpenditure", "taxes"]
    equations = OrderedDict()
    for name, dependent, exog, endog in (
        ("consumption", "consumption", ["constant", "lagProfits"], ["cprofits", "wages"]),
        ("investment", "invest", ["constant", "lagProfits", "capital"], ["cprofits"]),
        ("wages", "pwage", ["constant", "lagProduct", "trend"], ["gnp"]),
    ):
        instruments = [x for x in ["constant", "lagProfits", "capital", "lagProduct", "trend"] + shared if x not in exog]
        equations[name] = {"dependent": k[dependent], "exog": k[exog], "endog": k[endog], "instruments": k[instruments]}
    return IV3SLS(equations)


write("klein/2sls", klein().fit(method="ols", cov_type="unadjusted"))
write("klein/3sls", klein().fit(method="gls", cov_type="unadjusted"))
write("klein/3slsDebiased", klein().fit(method="gls", cov_type="unadjusted", debiased=True))
write("klein/3slsIterated", klein().fit(method="gls", cov_type="unadjusted", iterate=True, iter_limit=20000, tol=1e-14))
