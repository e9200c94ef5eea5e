"""Regressions with AR(p) errors to 40 digits (mpmath) -> autoregressive_errors.csv.

The Treasury-bill rate on a constant, inflation and unemployment, United States 1959Q1-2009Q3,
and Longley's employment on a constant and GNP. Definitions: phi of Cochrane-Orcutt and Prais-Winsten by least squares of
residuals on their lags without a constant, iterated to the fixed point; maximum likelihood by Newton's method on the exact
Gaussian likelihood, written with the dense covariance matrix of the errors (no shared algebra with the code tested).
Covariances are s2 inverse(X' inverse(V) X), s2 = SSR/(rows - k). Run from the repository's root.
"""
import csv
import mpmath as mp

mp.mp.dps = 40


def table(path):
    with open(path) as f:
        return list(csv.DictReader(f))


def solve_ls(X, y):
    G = X.T * X
    return mp.lu_solve(G, X.T * y), G


def lags(u, p):
    n = len(u)
    return mp.matrix([[u[t - 1 - j] for j in range(p)] for t in range(p, n)]), mp.matrix([u[t] for t in range(p, n)])


def autocovariances(phi, n):
    """Of a stationary AR(p) with unit innovations, from the Yule-Walker equations."""
    p = len(phi)
    A, b = mp.zeros(p + 1), mp.zeros(p + 1, 1)
    for k in range(p + 1):
        A[k, k] += 1
        for j in range(p):
            A[k, abs(k - 1 - j)] -= phi[j]
    b[0] = 1
    g = list(mp.lu_solve(A, b))
    while len(g) < n:
        g.append(sum(phi[j] * g[len(g) - 1 - j] for j in range(p)))
    return g[:n]


def first_rows(phi):
    """Inverse Cholesky factor of the covariance of the first p errors."""
    p = len(phi)
    g = autocovariances(phi, p)
    V = mp.matrix(p, p)
    for i in range(p):
        for j in range(p):
            V[i, j] = g[abs(i - j)]
    return mp.inverse(mp.cholesky(V)), mp.log(mp.det(V))


def filtered(A, phi, keep):
    p, n = len(phi), A.rows
    rows = []
    if keep:
        L, _ = first_rows(phi)
        top = L * A[0:p, :]
        rows += [list(top[i, :]) for i in range(p)]
    for t in range(p, n):
        rows.append([A[t, c] - sum(phi[j] * A[t - 1 - j, c] for j in range(p)) for c in range(A.cols)])
    return mp.matrix(rows)


def fgls(X, y, phi, keep):
    Xf, yf = filtered(X, phi, keep), filtered(y, phi, keep)
    b, G = solve_ls(Xf, yf)
    e = yf - Xf * b
    return b, (e.T * e)[0], mp.inverse(G), Xf.rows


def two_step(X, y, p, keep):
    b, _ = solve_ls(X, y)
    phi = None
    for _ in range(2000):
        L, u = lags(list(y - X * b), p)
        new = list(solve_ls(L, u)[0])
        b, ssr, inv, rows = fgls(X, y, new, keep)
        if phi is not None and max(abs(a - c) for a, c in zip(phi, new)) < mp.mpf(10) ** -20:
            return new, b, ssr, inv, rows
        phi = new
    raise RuntimeError("no convergence")


def loglik(X, y, phi):
    b, ssr, inv, n = fgls(X, y, phi, True)
    return -(n * (mp.log(2 * mp.pi * ssr / n) + 1) + first_rows(phi)[1]) / 2


def maximum(X, y, p):
    phi = two_step(X, y, p, True)[0]
    f = lambda *a: loglik(X, y, list(a))
    h = mp.mpf(10) ** -12
    for _ in range(60):
        g, H = mp.matrix(p, 1), mp.matrix(p, p)
        shift = lambda i, s, base: [v + (s if k == i else 0) for k, v in enumerate(base)]
        f0 = f(*phi)
        for i in range(p):
            g[i] = (f(*shift(i, h, phi)) - f(*shift(i, -h, phi))) / (2 * h)
            for j in range(p):
                H[i, j] = (f(*shift(j, h, shift(i, h, phi))) - f(*shift(j, -h, shift(i, h, phi)))
                           - f(*shift(j, h, shift(i, -h, phi))) + f(*shift(j, -h, shift(i, -h, phi)))) / (4 * h * h)
        step = -mp.lu_solve(H, g)
        phi = [a + s for a, s in zip(phi, step)]
        if max(abs(s) for s in step) < mp.mpf(10) ** -15:
            break
    return (phi, *fgls(X, y, phi, True), f(*phi))


out = csv.writer(open("Tests/References/mpmath/autoregressive_errors.csv", "w"), lineterminator="\n")
out.writerow(["case", "quantity", "name", "value"])


def add(case, phi, b, ssr, inv, rows, ll=None):
    k = len(b)
    s2 = ssr / (rows - k)
    for quantity, values in (("phi", phi), ("coefficient", list(b)),
                             ("se", [mp.sqrt(s2 * inv[i, i]) for i in range(k)]), ("sigma", [mp.sqrt(s2)]),
                             ("logLikelihood", [ll] if ll is not None else [])):
        for i, v in enumerate(values):
            out.writerow([case, quantity, i, repr(float(v))])


m = table("datasets/classic/statsmodels_macrodata_US_1959Q1_2009Q3.csv")
l = table("datasets/classic/statsmodels_longley.csv")
data = {
    "macro": (mp.matrix([[1, float(r["infl"]), float(r["unemp"])] for r in m]),
              mp.matrix([float(r["tbilrate"]) for r in m])),
    "longley": (mp.matrix([[1, float(r["GNP"]) / 1000] for r in l]),
                mp.matrix([float(r["TOTEMP"]) / 1000 for r in l])),
}
for name, (X, y) in data.items():
    for p in ((1, 2, 3) if name == "macro" else (1, 2)):
        add(f"{name}-cochraneOrcutt-{p}", *two_step(X, y, p, False))
        prais = two_step(X, y, p, True)
        add(f"{name}-praisWinsten-{p}", *prais, loglik(X, y, prais[0]))
        if p < 3:
            add(f"{name}-maximumLikelihood-{p}", *maximum(X, y, p))
        print(name, p, flush=True)
