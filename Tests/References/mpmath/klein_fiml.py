"""Full-information maximum likelihood of Klein's Model I to 50 digits -> klein_fiml.csv (case,quantity,name,value).

python 3.11, mpmath; run from the repository's root: python Tests/References/mpmath/klein_fiml.py
Newton's method on the concentrated log-likelihood -n/2 (3 (1 + log 2 pi) + log|S|) + n log|det G|, its derivatives by
central differences with steps of 1e-25 at 80 digits: nothing is derived by hand. Standard errors from minus the inverse
Hessian. Data: AER's KleinI, 1921-1941. The equations' order: constant, predetermined, endogenous.
"""
import csv
from mpmath import mp, mpf, matrix, log, pi, det, lu_solve, sqrt

mp.dps = 80
rows = list(csv.DictReader(open("datasets/classic/AER_KleinI.csv")))
now, before = rows[1:], rows[:-1]
n = len(now)
col = lambda part, name: [mpf(r[name]) for r in part]
one = [mpf(1)] * n
wages = [a + b for a, b in zip(col(now, "pwage"), col(now, "gwage"))]
trend = [mpf(r["time"]) - 1931 for r in now]
y = [col(now, "consumption"), col(now, "invest"), col(now, "pwage")]
x = [[one, col(before, "cprofits"), col(now, "cprofits"), wages],
     [one, col(before, "cprofits"), col(now, "capital"), col(now, "cprofits")],
     [one, col(before, "gnp"), trend, col(now, "gnp")]]
names = ["consumption: constant", "consumption: lagProfits", "consumption: profits", "consumption: wages",
         "investment: constant", "investment: lagProfits", "investment: capital", "investment: profits",
         "privateWages: constant", "privateWages: lagProduct", "privateWages: trend", "privateWages: product"]


def structure(b):
    # consumption, investment, private wages, profits, wages, product
    return matrix([[1, 0, 0, -b[2], -b[3], 0], [0, 1, 0, -b[7], 0, 0], [0, 0, 1, 0, 0, -b[11]],
                   [0, 0, 1, 1, 0, -1], [0, 0, -1, 0, 1, 0], [-1, -1, 0, 0, 0, 1]])


def errors(b):
    return [[y[i][t] - sum(b[4 * i + j] * x[i][j][t] for j in range(4)) for t in range(n)] for i in range(3)]


def likelihood(b):
    e = errors(b)
    s = matrix(3, 3)
    for i in range(3):
        for j in range(3):
            s[i, j] = sum(u * v for u, v in zip(e[i], e[j])) / n
    g = structure(b)
    return n * log(abs(det(g))) - mpf(n) / 2 * (3 * (1 + log(2 * pi)) + log(det(s)))


h = mpf(10) ** -25


def shifted(b, *moves):
    c = list(b)
    for place, sign in moves:
        c[place] += sign * h
    return likelihood(c)


def derivatives(b):
    k = len(b)
    here = likelihood(b)
    up = [shifted(b, (i, 1)) for i in range(k)]
    down = [shifted(b, (i, -1)) for i in range(k)]
    gradient = matrix([(u - d) / (2 * h) for u, d in zip(up, down)])
    hessian = matrix(k, k)
    for i in range(k):
        hessian[i, i] = (up[i] - 2 * here + down[i]) / h**2
        for j in range(i):
            hessian[i, j] = hessian[j, i] = (
                shifted(b, (i, 1), (j, 1)) - up[i] - up[j] + 2 * here - down[i] - down[j]
                + shifted(b, (i, -1), (j, -1))) / (2 * h**2)
    return here, gradient, hessian


# From the estimates in print (Greene, Econometric Analysis, Klein's Model I).
b = [mpf(v) for v in ("18.34", "0.386", "-0.232", "0.802", "27.26", "1.052", "-0.148", "-0.801",
                      "5.79", "0.285", "0.235", "0.234")]
for _ in range(12):
    value, gradient, hessian = derivatives(b)
    step = lu_solve(-hessian, gradient)
    b = [p + q for p, q in zip(b, step)]
    if max(abs(s) for s in step) < mpf(10) ** -22:
        break
value, gradient, hessian = derivatives(b)
covariance = (-hessian) ** -1
out = csv.writer(open("Tests/References/mpmath/klein_fiml.csv", "w"), lineterminator="\n")
out.writerow(["case", "quantity", "name", "value"])
for i, name in enumerate(names):
    out.writerow(["klein/fiml", "coefficient", name, mp.nstr(b[i], 20)])
for i, name in enumerate(names):
    out.writerow(["klein/fiml", "standardError", name, mp.nstr(sqrt(covariance[i, i]), 20)])
# Hausman's (1975) covariance: endogenous regressors less their part in the reduced form's errors.
inverse, e = structure(b) ** -1, errors(b)
predicted = [list(part) for part in x]
for i, j, variable in ((0, 2, 3), (0, 3, 4), (1, 3, 3), (2, 3, 5)):
    predicted[i][j] = [x[i][j][t] - sum(inverse[variable, m] * e[m][t] for m in range(3)) for t in range(n)]
weights = matrix(3, 3)
for i in range(3):
    for j in range(3):
        weights[i, j] = sum(u * v for u, v in zip(e[i], e[j])) / n
weights = weights ** -1
information = matrix(12, 12)
for i in range(12):
    for j in range(12):
        pairs = zip(predicted[i // 4][i % 4], predicted[j // 4][j % 4])
        information[i, j] = weights[i // 4, j // 4] * sum(u * v for u, v in pairs)
covariance = information ** -1
for i, name in enumerate(names):
    out.writerow(["klein/fiml", "predictedStandardError", name, mp.nstr(sqrt(covariance[i, i]), 20)])
out.writerow(["klein/fiml", "logLikelihood", "", mp.nstr(value, 20)])
out.writerow(["klein/fiml", "largestStep", "", mp.nstr(max(abs(s) for s in step), 5)])
