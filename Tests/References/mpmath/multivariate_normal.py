"""Reference values for rectangle probabilities of multivariate normals. Run: python3 multivariate_normal.py

Writes multivariate_normal.csv: id, method, d, lower (d), upper (d), correlation (lower triangle by rows), value.
Methods, none of which is Genz's:
  bivariate   mpmath quadrature of phi(x) Phi((k - r x)/sqrt(1 - r^2)), 30 digits
  trivariate  mpmath quadrature of phi(x) times a bivariate of the conditional, ~18 digits
  onefactor   X_i = l_i F + sqrt(1 - l_i^2) E_i: mpmath quadrature over F of a product of intervals, 30 digits, any d
  markov      correlation rho^|i-j|: transfer matrices on Gauss-Legendre nodes (numpy), ~1e-13, any d
  tensor      unstructured: tensor Gauss-Legendre over the first d-1 variables, the last in closed form (numpy), ~1e-10
"""
import csv, itertools
import numpy as np
from mpmath import mp, mpf, ncdf, npdf, sqrt, quad, inf, linspace
from scipy.special import ndtr

mp.dps = 30
rng = np.random.default_rng(20200110)
rows = []

def clip(x):
    return max(min(mpf(x), mpf(13)), mpf(-13))

def pieces(a, b, extra=()):
    a, b = clip(a), clip(b)
    return sorted({a, b, *[mpf(k) for k in range(-12, 13, 3) if a < k < b], *[mpf(e) for e in extra if a < e < b]})

def interval(a, b):
    if a > 0:
        return ncdf(-a) - ncdf(-b)
    return ncdf(b) - ncdf(a)

def bivariate(lo, up, r):
    s = sqrt(1 - mpf(r) ** 2)
    kinks = []
    if r != 0:
        for k in (lo[1], up[1]):
            if abs(k) < inf:
                centre, w = mpf(k) / r, s / abs(mpf(r))
                kinks += [centre + m * w for m in (-9, -3, 0, 3, 9)]
    f = lambda x: npdf(x) * interval((lo[1] - r * x) / s, (up[1] - r * x) / s)
    return quad(f, pieces(lo[0], up[0], kinks))

def onefactor(lo, up, l):
    l = [mpf(v) for v in l]
    s = [sqrt(1 - v * v) for v in l]
    def f(x):
        p = npdf(x)
        for a, b, v, t in zip(lo, up, l, s):
            p *= interval((a - v * x) / t, (b - v * x) / t)
        return p
    return quad(f, pieces(-inf, inf))

def gl(a, b, n):
    x, w = np.polynomial.legendre.leggauss(n)
    return (b - a) / 2 * x + (b + a) / 2, (b - a) / 2 * w

def markov(lo, up, rho, n=400):
    c = 1 / np.sqrt(1 - rho * rho)
    a, b = np.maximum(lo, -9.5), np.minimum(up, 9.5)
    x, w = gl(a[0], b[0], n)
    v = w * np.exp(-x * x / 2) / np.sqrt(2 * np.pi)
    for i in range(1, len(lo) - 1):
        y, u = gl(a[i], b[i], n)
        z = (y[None, :] - rho * x[:, None]) * c
        v = (v @ (np.exp(-z * z / 2) * c / np.sqrt(2 * np.pi))) * u
        x = y
    hi, lw = (up[-1] - rho * x) * c, (lo[-1] - rho * x) * c
    return float(v @ np.where(lw > 0, ndtr(-lw) - ndtr(-hi), ndtr(hi) - ndtr(lw)))

def tensor(lo, up, r, n):
    d = len(lo)
    low = np.linalg.cholesky(r)
    a, b = np.maximum(lo, -8.5), np.minimum(up, 8.5)
    grids = [gl(a[i], b[i], n) for i in range(d - 1)]
    k = r[:-1, :-1]
    q = np.linalg.inv(k)
    beta = r[-1, :-1] @ q
    s = np.sqrt(r[-1, -1] - beta @ r[:-1, -1])
    const = 1 / np.sqrt((2 * np.pi) ** (d - 1) * np.linalg.det(k))
    total = 0.0
    head, tail = grids[0], grids[1:]
    mesh = np.stack([m.ravel() for m in np.meshgrid(*[g[0] for g in tail], indexing="ij")])
    wts = np.ones(mesh.shape[1])
    for m in np.meshgrid(*[g[1] for g in tail], indexing="ij"):
        wts = wts * m.ravel()
    for x0, w0 in zip(*head):
        x = np.vstack([np.full(mesh.shape[1], x0), mesh])
        e = np.exp(-0.5 * np.einsum("ij,ij->j", x, q @ x))
        m = beta @ x
        total += w0 * np.sum(wts * e * (ndtr((up[-1] - m) / s) - ndtr((lo[-1] - m) / s)))
    return float(const * total)

def trivariate(lo, up, r):
    mp.dps = 20
    r12, r13, r23 = (mpf(r[0][1]), mpf(r[0][2]), mpf(r[1][2]))
    s2, s3 = sqrt(1 - r12 ** 2), sqrt(1 - r13 ** 2)
    rc = (r23 - r12 * r13) / (s2 * s3)
    t = sqrt(1 - rc * rc)
    xs = pieces(lo[0], up[0])
    def inner(x):
        l2, u2 = (lo[1] - r12 * x) / s2, (up[1] - r12 * x) / s2
        l3, u3 = (lo[2] - r13 * x) / s3, (up[2] - r13 * x) / s3
        g = lambda y: npdf(y) * interval((l3 - rc * y) / t, (u3 - rc * y) / t)
        a, b = clip(l2), clip(u2)
        if a >= b:
            return mpf(0)
        return quad(g, pieces(a, b), maxdegree=4)
    value = quad(lambda x: npdf(x) * inner(x), xs, maxdegree=4)
    mp.dps = 30
    return value

def put(method, lo, up, r, value):
    d = len(lo)
    tri = [r[i][j] for i in range(d) for j in range(i)]
    rows.append([f"{method}-{len(rows)}", method, d, " ".join(repr(float(x)) for x in lo),
                 " ".join(repr(float(x)) for x in up), " ".join(repr(float(x)) for x in tri), mp.nstr(mpf(value), 20)])

for r in (-0.9999, -0.95, -0.6, -0.1, 0.3, 0.8, 0.93, 0.99, 0.999999):
    for lo, up in (((-inf, -inf), (0.3, -0.8)), ((-inf, -inf), (-2.0, -2.5)), ((-1.0, 0.2), (0.7, 2.1)),
                   ((0.5, 0.5), (inf, inf)), ((-inf, 1.0), (-1.0, inf))):
        put("bivariate", lo, up, [[1, r], [r, 1]], bivariate(lo, up, mpf(r)))

for i in range(14):
    a = rng.normal(size=(3, 3 if i % 2 else 4))
    r = a @ a.T
    s = np.sqrt(np.diag(r)); r = r / np.outer(s, s)
    r = np.round(r, 6); np.fill_diagonal(r, 1)
    if np.linalg.eigvalsh(r)[0] < 1e-3:
        continue
    b = np.round(rng.normal(size=3), 3)
    lo = [-inf] * 3 if i % 3 else list(np.round(b - 1.5, 3))
    put("trivariate", lo, list(b), r, trivariate(lo, list(b), r))

# golden.json, gauss and gauss_b: P(X >= targets), turned to upper bounds (mu - target)/sd.
for target in ((7.6, 15.0, 8.0), (7.6, 14.2, 7.5)):
    up = [(mpf(repr(m)) - mpf(repr(t))) / s for m, t, s in zip((7.0, 14.0, 7.0), target, (mpf("1.5"), 6, 4))]
    r = [[1, 0.4, 0.6], [0.4, 1, 0.3], [0.6, 0.3, 1]]
    put("trivariate", [-inf] * 3, [float(u) for u in up], r, trivariate([-inf] * 3, up, r))

for d in (2, 3, 4, 5, 8, 12, 20):
    for rho in (0.1, 0.5, 0.9):
        l = [sqrt(mpf(rho))] * d
        b = [0.4] * d
        r = [[1 if i == j else rho for j in range(d)] for i in range(d)]
        put("onefactor", [-inf] * d, b, r, onefactor([-inf] * d, b, l))
    l = np.round(rng.uniform(-0.9, 0.95, size=d), 4)
    r = np.outer(l, l); np.fill_diagonal(r, 1)
    lo = np.round(rng.normal(-1.5, 0.7, size=d), 3); up = np.round(lo + rng.uniform(0.8, 4, size=d), 3)
    put("onefactor", list(lo), list(up), r, onefactor(list(lo), list(up), l))

for d in (3, 5, 8, 16):
    for rho in (-0.7, 0.4, 0.85):
        r = [[rho ** abs(i - j) for j in range(d)] for i in range(d)]
        lo = np.full(d, -np.inf); up = np.round(rng.normal(0.5, 0.6, size=d), 3)
        put("markov", lo, up, r, markov(lo, up, rho))

for d, n in ((4, 80), (4, 80), (4, 80), (5, 48), (5, 48), (6, 28)):
    a = rng.normal(size=(d, d + 2))
    r = a @ a.T
    s = np.sqrt(np.diag(r)); r = np.round(r / np.outer(s, s), 6); np.fill_diagonal(r, 1)
    lo = np.round(rng.normal(-1.2, 0.5, size=d), 3); up = np.round(lo + rng.uniform(1, 2.5, size=d), 3)
    value, check = tensor(lo, up, r, n), tensor(lo, up, r, n - 6)
    assert abs(value - check) < 1e-10, (d, value, check)
    put("tensor", lo, up, r, value)

with open(__file__.replace(".py", ".csv"), "w", newline="") as f:
    w = csv.writer(f)
    w.writerow("id method d lower upper correlation value".split())
    w.writerows(rows)
print(len(rows))
