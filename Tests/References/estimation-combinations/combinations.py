"""Estimates of single equations by combined methods -> combinations.csv (case,quantity,name,value).

python 3.11+, mpmath 1.4.1, numpy, scipy 1.17.1, statsmodels 0.15.0; run from the repository's root:
python Tests/References/estimation-combinations/combinations.py
Data: Klein's Model I, datasets/klein. Every case is solved with 34 digits: restrictions and polynomial lags by substituting
parameters, derivatives by differences, roots of the moment conditions W'e = 0 by Newton's method.
W is -de/dtheta for least squares; with instruments the columns of b are projected on them and those of rho are u's lags.
Standard errors: sqrt diag s^2 (W'J)^-1 W'W (J'W)^-1, s^2 = e'e/(n - free), robust ones with the sandwich's middle in place of W'W.
Autoregressive cases are checked against statsmodels' GLSAR to 1e-8, nonlinear ones against scipy's least_squares to 1e-6.
"""
import csv
import numpy as np
import scipy.optimize
import statsmodels.api as sm
from mpmath import mp, mpf, matrix, exp, pi

mp.dps = 34
FIRST = 1920
rows = list(csv.DictReader(open("datasets/klein/klein.csv")))
data = {k: [None if r[k] == "NA" else mpf(r[k]) for r in rows] for k in rows[0] if k != "year"}
out = csv.writer(open("Tests/References/estimation-combinations/combinations.csv", "w"), lineterminator="\n")
out.writerow(["case", "quantity", "name", "value"])


def at(name, year):
    return data[name][year - FIRST]


def wages(t):
    return at("w1", t) + at("w2", t)


def product(t):
    return at("y", t) + at("t", t) - at("w2", t)


CN = [lambda t: mpf(1), lambda t: at("p", t), lambda t: at("p", t - 1), wages]
I = [lambda t: mpf(1), lambda t: at("p", t), lambda t: at("p", t - 1), lambda t: at("k", t - 1)]
W1 = [lambda t: mpf(1), product, lambda t: product(t - 1), lambda t: product(t - 2), lambda t: product(t - 3),
      lambda t: at("time", t)]
Z = [lambda t: mpf(1), lambda t: at("p", t - 1), lambda t: at("k", t - 1), lambda t: product(t - 1),
     lambda t: at("w2", t), lambda t: at("g", t), lambda t: at("t", t), lambda t: at("time", t)]
BIMETS = [lambda t: mpf(1), lambda t: at("y", t - 1), lambda t: at("w1", t - 1) * pi + mpf("0.5"), lambda t: exp(at("w2", t))]


class Case:
    """e(free), theta = expand(free); `order` lags of errors at theta's end."""

    def __init__(self, name, left, right, names, span, order=0, expand=None, start=None, instruments=None, priors=()):
        self.name, self.left, self.right, self.names = name, left, right, names
        self.years = list(range(span[0], span[1] + 1))
        self.order, self.expand = order, expand or (lambda f: list(f))
        self.start, self.instruments, self.priors = start, instruments, priors

    def u(self, theta, t):
        return at(self.left, t) - self.right(theta, t)

    def e(self, free):
        theta = self.expand(free)
        rho = theta[len(theta) - self.order:]
        return [self.u(theta, t) - sum((rho[j] * self.u(theta, t - 1 - j) for j in range(self.order)), mpf(0))
                for t in self.years]

    def slopes(self, free):
        h = mpf(10) ** -11
        J = matrix(len(self.years), len(free))
        for j in range(len(free)):
            up, down = list(free), list(free)
            up[j] += h
            down[j] -= h
            for i, (a, b) in enumerate(zip(self.e(up), self.e(down))):
                J[i, j] = -(a - b) / (2 * h)
        return J

    def project(self, J):
        """Columns that move rho alone stay; the others are projected on the instruments."""
        z = matrix([[f(t) for f in self.instruments] for t in self.years])
        P = z * ((z.T * z) ** -1 * (z.T * J))
        keep = self.free_rho
        W = P.copy()
        for j in range(J.cols):
            if j in keep:
                W[:, j] = J[:, j]
        return W

    def moments(self, free):
        J = self.slopes(free)
        W = J if self.instruments is None else self.project(J)
        return W, J, matrix(self.e(free))

    def gap(self, free):
        W, _, e = self.moments(free)
        return W.T * e

    def solve(self):
        """Gauss-Newton steps, then Newton's method on W'e with derivatives by differences."""
        free = [mpf(x) for x in self.start]
        self.free_rho = set(range(len(free) - self.order, len(free)))
        for _ in range(60):
            W, J, e = self.moments(free)
            step = mp.lu_solve(W.T * J, W.T * e)
            length, limit = mpf(1), (e.T * e)[0] * (1 + mpf(10) ** -20)
            if self.instruments is None:
                while sum(v * v for v in self.e([f + length * d for f, d in zip(free, step)])) > limit:
                    length /= 2
            free = [f + length * d for f, d in zip(free, step)]
            if max(abs(d) / (1 + abs(f)) for f, d in zip(free, step)) < mpf(10) ** -4:
                break
        for _ in range(40):
            h = mpf(10) ** -6
            D = matrix(len(free), len(free))
            for j in range(len(free)):
                up, down = list(free), list(free)
                up[j] += h
                down[j] -= h
                D[:, j] = (self.gap(up) - self.gap(down)) / (2 * h)
            step = -mp.lu_solve(D, self.gap(free))
            free = [f + d for f, d in zip(free, step)]
            if max(abs(d) / (1 + abs(f)) for f, d in zip(free, step)) < mpf(10) ** -17:
                break
        else:
            raise RuntimeError(f"{self.name}: {[float(f) for f in free]} {[float(d) for d in step]}")
        print(self.name, [float(f) for f in free], flush=True)
        self.J, self.free = self.slopes(free), free
        self.W = self.J if self.instruments is None else self.project(self.J)
        self.values = self.e(free)
        self.s2 = sum(v * v for v in self.values) / (len(self.years) - len(free))
        return self

    def expansion(self):
        h = mpf(10) ** -11
        q = len(self.expand(self.free))
        T = matrix(q, len(self.free))
        for j in range(len(self.free)):
            up = list(self.free)
            up[j] += h
            for i, (a, b) in enumerate(zip(self.expand(up), self.expand(self.free))):
                T[i, j] = (a - b) / h
        return T

    def covariance(self, kind="homoskedastic"):
        W, J, e, n, k = self.W, self.J, self.values, len(self.years), len(self.free)
        outer = (W.T * J) ** -1
        if kind == "homoskedastic":
            middle = self.s2 * (W.T * W)
        else:
            scores = W.copy()
            hat = W * (W.T * W) ** -1 * W.T
            for i in range(n):
                slack = 1 - hat[i, i]
                weight = {"hc0": 1, "hc1": mp.sqrt(mpf(n) / (n - k)), "hc2": 1 / mp.sqrt(slack), "hc3": 1 / slack,
                          "hac": mp.sqrt(mpf(n) / (n - k))}[kind]
                scores[i, :] = scores[i, :] * (e[i] * weight)
            middle = scores.T * scores
            if kind == "hac":
                for lag in (1, 2):
                    w = 1 - mpf(lag) / 3
                    a, b = scores[lag:, :], scores[:n - lag, :]
                    middle += w * (a.T * b + b.T * a)
        T = self.expansion()
        return T * (outer * middle * outer.T) * T.T

    def write(self, kinds=("homoskedastic",)):
        theta = self.expand(self.free)
        for name, value in zip(self.names, theta):
            out.writerow([self.name, "coefficient", name, mp.nstr(value, 20)])
        for kind in kinds:
            V = self.covariance(kind)
            for i, name in enumerate(self.names):
                out.writerow([self.name, "standardError " + kind, name, mp.nstr(mp.sqrt(abs(V[i, i])), 20)])
        V = self.covariance(kinds[0])
        out.writerow([self.name, "covariance", "last with second", mp.nstr(V[len(theta) - 1, 1], 20)])
        out.writerow([self.name, "sigma", "", mp.nstr(mp.sqrt(self.s2), 20)])
        out.writerow([self.name, "n", "", len(self.years)])
        return theta


def linear(columns):
    return lambda b, t: sum((b[j] * f(t) for j, f in enumerate(columns)), mpf(0))


def glsar(case, columns, theta):
    """statsmodels' iteration drops the first `order` rows, which are the lags here."""
    years = range(case.years[0] - case.order, case.years[-1] + 1)
    y = np.array([float(at(case.left, t)) for t in years])
    X = np.array([[float(f(t)) for f in columns] for t in years])
    rho = np.zeros(case.order)
    model = sm.GLSAR(y, X, rho=case.order)
    b = np.linalg.lstsq(X, y, rcond=None)[0]
    for _ in range(3000):
        u = y - X @ b
        U = np.column_stack([u[case.order - 1 - j:len(u) - 1 - j] for j in range(case.order)])
        model.rho = np.linalg.lstsq(U, u[case.order:], rcond=None)[0]
        model.initialize()
        b = model.fit().params
    assert np.allclose(list(b) + list(model.rho), [float(v) for v in theta], rtol=1e-8, atol=1e-8), (b, model.rho, theta)


robust = ("homoskedastic", "hc0", "hc1", "hc2", "hc3", "hac")
a = ["a1", "a2", "a3", "a4"]
b = ["b1", "b2", "b3", "b4"]

case = Case("ols ar1", "cn", linear(CN), a + ["r1"], (1922, 1941), 1, start=[16, .2, .1, .8, .1]).solve()
glsar(case, CN, case.write(robust))
case = Case("ols ar2", "cn", linear(CN), a + ["r1", "r2"], (1925, 1941), 2, start=[16, .2, .1, .8, .1, 0]).solve()
glsar(case, CN, case.write())

# b2 + b3 = 1
restricted = lambda f: [f[0], f[1], 1 - f[1], f[2]] + list(f[3:])
Case("ols restrict", "i", linear(I), b, (1923, 1941), expand=restricted, start=[3, .5, -.1]).solve().write(robust)
Case("ols restrict ar2", "i", linear(I), b + ["r1", "r2"], (1923, 1941), 2, expand=restricted,
     start=[3, .5, -.1, .3, 0]).solve().write(robust)

# d1, d2, d3 on a line; c2 + d1 = 0.6
c = ["c1", "c2", "d1", "d2", "d3", "c4"]
line = lambda f: [f[0], f[1], f[2], f[2] + f[3], f[2] + 2 * f[3], f[4]] + list(f[5:])
tied = lambda f: [f[0], mpf("0.6") - f[1], f[1], f[1] + f[2], f[1] + 2 * f[2], f[3]] + list(f[4:])
Case("ols pdl", "w1", linear(W1), c, (1925, 1941), expand=line, start=[1, .4, .1, 0, .1]).solve().write()
Case("ols pdl restrict ar1", "w1", linear(W1), c + ["r1"], (1925, 1941), 1, expand=tied,
     start=[1, .1, 0, .1, .1]).solve().write(robust)

Case("iv", "cn", linear(CN), a, (1921, 1941), start=[16, .2, .1, .8], instruments=Z).solve().write(robust)
Case("iv restrict", "i", linear(I), b, (1923, 1941), expand=restricted, start=[3, .5, -.1], instruments=Z).solve().write(robust)
Case("iv pdl", "w1", linear(W1), c, (1925, 1941), expand=line, start=[1, .4, .1, 0, .1], instruments=Z).solve().write()
Case("iv ar1", "cn", linear(CN), a + ["r1"], (1922, 1941), 1, start=[16, .2, .1, .8, .1], instruments=Z).solve().write(robust)
Case("iv ar2 exactly identified", "cn", linear(CN), a + ["r1", "r2"], (1925, 1941), 2, start=[18, .25, .1, .7, 0, 0],
     instruments=BIMETS).solve().write()
Case("iv restrict ar2", "i", linear(I), b + ["r1", "r2"], (1923, 1941), 2, expand=restricted, start=[10, .5, -.1, .3, 0],
     instruments=Z).solve().write(robust)
Case("iv pdl restrict ar1", "w1", linear(W1), c + ["r1"], (1925, 1941), 1, expand=tied, start=[1, .1, 0, .1, .1],
     instruments=Z).solve().write()

curved = lambda v, t: v[0] + v[3] * (wages(t) + v[1] * at("p", t) + v[2] * at("p", t - 1))
case = Case("nls", "cn", curved, a, (1921, 1941), start=[16, .2, .1, .8]).solve()
case.write(robust)
fitted = scipy.optimize.least_squares(lambda x: [float(v) for v in case.e([mpf(q) for q in x])], [16, .2, .1, .8], xtol=1e-15,
                                      ftol=1e-15, gtol=1e-15, x_scale="jac").x
assert np.allclose(fitted, [float(v) for v in case.free], rtol=1e-6), (fitted, case.free)
case = Case("nls ar1", "cn", curved, a + ["r1"], (1922, 1941), 1, start=[16, .2, .1, .8, .2]).solve()
case.write(robust)
fitted = scipy.optimize.least_squares(lambda x: [float(v) for v in case.e([mpf(q) for q in x])], [16, .2, .1, .8, .2], xtol=1e-15,
                                      ftol=1e-15, gtol=1e-15, x_scale="jac").x
assert np.allclose(fitted, [float(v) for v in case.free], rtol=1e-6), (fitted, case.free)
# a2 + a3 = 0.4
share = lambda f: [f[0], f[1], mpf("0.4") - f[1], f[2]] + list(f[3:])
Case("nls restrict ar1", "cn", curved, a + ["r1"], (1922, 1941), 1, expand=share, start=[16, .2, .8, .2]).solve().write()
Case("nls iv", "cn", curved, a, (1921, 1941), start=[16, .2, .1, .8], instruments=Z).solve().write(robust)
Case("nls iv ar1", "cn", curved, a + ["r1"], (1922, 1941), 1, start=[16, .2, .1, .8, .2], instruments=Z).solve().write()


def mixed(name, case, columns, priors):
    """Theil & Goldberger (1961) by normal equations; s^2 of the data alone."""
    X = matrix([[f(t) for f in columns] for t in case.years])
    y = matrix([at(case.left, t) for t in case.years])
    A, r = X.T * X / case.s2, X.T * y / case.s2
    for j, mean, sd in priors:
        A[j, j] += 1 / mpf(sd) ** 2
        r[j] += mpf(mean) / mpf(sd) ** 2
    v = mp.lu_solve(A, r)
    V = A ** -1
    for j, label in enumerate(case.names):
        out.writerow([name, "coefficient", label, mp.nstr(v[j], 20)])
        out.writerow([name, "standardError homoskedastic", label, mp.nstr(mp.sqrt(V[j, j]), 20)])
    out.writerow([name, "sigma", "", mp.nstr(mp.sqrt(case.s2), 20)])
    out.writerow([name, "n", "", len(case.years)])


mixed("ols prior", Case("", "cn", linear(CN), a, (1921, 1941), start=[16, .2, .1, .8]).solve(), CN,
      [(1, ".3", ".05"), (2, "0.05", "0.1")])

# The prior as one more observation of the nonlinear least squares, in units of the data's s.
data_alone = Case("", "cn", linear(CN), a + ["r1"], (1922, 1941), 1, start=[16, .2, .1, .8, .1]).solve()


both = Case("ols prior ar1", "cn", linear(CN), a + ["r1"], (1922, 1941), 1, start=[float(v) for v in data_alone.free])
free, s = list(data_alone.free), mp.sqrt(data_alone.s2)
extra = [(1, mpf(".3"), mpf(".05")), (4, mpf("0.5"), mpf("0.2"))]
for _ in range(3000):
    J, e = both.slopes(free), both.e(free)
    n = len(e)
    JJ = matrix(n + 2, len(free))
    JJ[:n, :] = J
    for i, (j, mean, sd) in enumerate(extra):
        JJ[n + i, j] = s / sd
        e.append(s * (mean - free[j]) / sd)
    step = mp.lu_solve(JJ.T * JJ, JJ.T * matrix(e))
    free = [f + d for f, d in zip(free, step)]
    if max(abs(d) for d in step) < mpf(10) ** -18:
        break
V = data_alone.s2 * (JJ.T * JJ) ** -1
for j, label in enumerate(both.names):
    out.writerow([both.name, "coefficient", label, mp.nstr(free[j], 20)])
    out.writerow([both.name, "standardError homoskedastic", label, mp.nstr(mp.sqrt(V[j, j]), 20)])
out.writerow([both.name, "sigma", "", mp.nstr(s, 20)])
out.writerow([both.name, "n", "", 20])
