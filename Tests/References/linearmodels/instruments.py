"""Instrumental-variable estimates and tests by linearmodels 7.1 -> instruments.csv (case,quantity,name,value).

python 3.11, numpy, linearmodels 7.1; run from the repository's root: python Tests/References/linearmodels/instruments.py
Data: US macrodata 1959Q2-2009Q3 (one lag lost). Consumption on the constant and government (exogenous), disposable
income and the bill rate (endogenous), instrumented by four or two lags; in "one" the bill rate is exogenous. Clusters
are calendar years. Values are printed to 17 digits and carry linearmodels' rounding (it inverts cross products).
Its kernels' bandwidth b is this library's b + 1 (Bartlett, Parzen) and b (quadratic spectral).
"""
import csv
import warnings
import numpy as np
import pandas as pd
from linearmodels.iv import IV2SLS, IVGMM, IVLIML

warnings.simplefilter("ignore")
data = pd.read_csv("datasets/classic/statsmodels_macrodata_US_1959Q1_2009Q3.csv")
lag = data.shift(1)
frame = pd.DataFrame({
    "constant": 1.0, "government": data.realgovt / 1000, "income": data.realdpi / 1000, "bills": data.tbilrate,
    "lagIncome": lag.realdpi / 1000, "lagBills": lag.tbilrate, "lagMoney": lag.m1 / 1000,
    "lagInvestment": lag.realinv / 1000, "consumption": data.realcons / 1000, "year": data.year.astype(int),
}).iloc[1:].reset_index(drop=True)
designs = {
    "over": (["constant", "government"], ["income", "bills"],
             ["lagIncome", "lagBills", "lagMoney", "lagInvestment"]),
    "exact": (["constant", "government"], ["income", "bills"], ["lagMoney", "lagInvestment"]),
    "one": (["constant", "government", "bills"], ["income"], ["lagBills", "lagMoney", "lagInvestment"]),
}
out = csv.writer(open("Tests/References/linearmodels/instruments.csv", "w"), lineterminator="\n")
out.writerow(["case", "quantity", "name", "value"])


def row(case, quantity, name, value):
    out.writerow([case, quantity, name, repr(float(value))])


covariances = {
    "homoskedastic": dict(cov_type="unadjusted", debiased=True),
    "HC0": dict(cov_type="robust", debiased=False),
    "HC1": dict(cov_type="robust", debiased=True),
    "clustered": dict(cov_type="clustered", clusters=frame.year, debiased=True),
    "bartlett": dict(cov_type="kernel", kernel="bartlett", bandwidth=4, debiased=True),
    "quadraticSpectral": dict(cov_type="kernel", kernel="qs", bandwidth=4, debiased=True),
}
for case, (exog, endog, instr) in designs.items():
    parts = frame.consumption, frame[exog], frame[endog], frame[instr]
    models = {"2sls": IV2SLS(*parts), "liml": IVLIML(*parts), "fuller": IVLIML(*parts, fuller=1),
              "kclass": IVLIML(*parts, kappa=0.5)}
    for label, model in models.items():
        for kind, options in covariances.items():
            if label == "kclass" and kind != "homoskedastic":
                continue
            fit = model.fit(**options)
            key = f"{case}/{label}"
            if kind == "homoskedastic":
                for name, value in fit.params.items():
                    row(key, "coefficient", name, value)
                row(key, "kappa", "", fit.kappa)
                row(key, "rSquared", "", fit.rsquared)
            for name, value in fit.std_errors.items():
                row(f"{key}/{kind}", "standardError", name, value)
    for kind, options in covariances.items():
        fit = IV2SLS(*parts).fit(**options)
        key = f"{case}/tests/{kind}"
        first = fit.first_stage.diagnostics
        first = first() if callable(first) else first
        for name in endog:
            scale = 1 if kind == "homoskedastic" else len(instr)
            row(key, "firstStageF", name, first.loc[name, "f.stat"] / scale)
            row(key, "partialRSquared", name, first.loc[name, "partial.rsquared"])
            row(key, "sheaPartialRSquared", name, first.loc[name, "shea.rsquared"])
        row(key, "craggDonald", "", fit.first_stage.cragg_donald.stat)
        row(key, "craggDonaldF", "", fit.first_stage.cragg_donald_f)
        row(key, "kleibergenPaap", "", fit.first_stage.kleibergen_paap.stat)
        row(key, "kleibergenPaapF", "", fit.first_stage.kleibergen_paap_f)
        row(key, "durbin", "", fit.durbin().stat)
        row(key, "wuHausman", "", fit.wu_hausman().stat)
        row(key, "wuHausman", "pValue", fit.wu_hausman().pval)
        row(key, "wooldridgeScore", "", fit.wooldridge_score.stat)
        row(key, "wooldridgeRegression", "", fit.wooldridge_regression.stat)
        if case == "exact":
            continue
        row(key, "sargan", "", fit.sargan.stat)
        row(key, "sargan", "pValue", fit.sargan.pval)
        row(key, "basmann", "", fit.basmann.stat)
        row(key, "wooldridgeOveridentification", "", fit.wooldridge_overid.stat)
        row(key, "andersonRubinOveridentification", "", fit.anderson_rubin.stat)
    weights = {
        "homoskedastic": (dict(weight_type="unadjusted"), dict(cov_type="unadjusted")),
        "HC0": (dict(weight_type="robust"), dict(cov_type="robust")),
        "clustered": (dict(weight_type="clustered", clusters=frame.year),
                      dict(cov_type="clustered", clusters=frame.year)),
        "bartlett": (dict(weight_type="kernel", kernel="bartlett", bandwidth=4),
                     dict(cov_type="kernel", kernel="bartlett", bandwidth=4)),
    }
    for kind, (weight, options) in weights.items():
        for steps, limits in {"two": dict(iter_limit=2), "iterated": dict(iter_limit=2000, tol=1e-26)}.items():
            fit = IVGMM(*parts, **weight).fit(**limits, **options)
            key = f"{case}/gmm/{kind}/{steps}"
            for name, value in fit.params.items():
                row(key, "coefficient", name, value)
            for name, value in fit.std_errors.items():
                row(key, "standardError", name, value)
            if case != "exact":
                row(key, "hansenJ", "", fit.j_stat.stat)
                row(key, "hansenJ", "pValue", fit.j_stat.pval)
