"""Recursive residuals to 40 digits (mpmath), rounded to double -> recursive_residuals.csv.

The same regression as Tests/References/r/rolling.R, whose strucchange carries (X'X)^-1 along and is within 2.5e-12 of
these. Run from the repository's root.
"""
import csv
import mpmath as mp

mp.mp.dps = 40
with open("datasets/classic/statsmodels_macrodata_US_1959Q1_2009Q3.csv") as f:
    rows = list(csv.DictReader(f))
y = [float(r["realcons"]) / 1000 for r in rows]
X = [[1.0, float(r["realdpi"]) / 1000, float(r["tbilrate"])] for r in rows]
out = csv.writer(open("Tests/References/mpmath/recursive_residuals.csv", "w"), lineterminator="\n")
out.writerow(["case", "quantity", "name", "value"])
for t in range(3, len(y)):
    A, b, x = mp.matrix(X[:t]), mp.matrix(y[:t]), mp.matrix(X[t])
    G = A.T * A
    beta = mp.lu_solve(G, A.T * b)
    f = (x.T * mp.lu_solve(G, x))[0]
    w = (mp.mpf(y[t]) - (x.T * beta)[0]) / mp.sqrt(1 + f)
    out.writerow(["recursive", "residual", t - 3, repr(float(w))])
