"""Reference values for distribution functions and quantiles. Run: python3 distributions.py

Writes distributions.csv: distribution, parameters, kind, argument, value, other.
  kind "cdf":      argument x;  value = P(X <= x), other = P(X > x)
  kind "density":  argument x;  value = log density
  kind "lower":    argument p;  value = x with P(X <= x) = p
  kind "upper":    argument p;  value = x with P(X > x) = p
Arguments are doubles, taken exactly; values carry 20 digits from 50-digit mpmath arithmetic (series, continued fractions and
Newton steps written here), and every probability is compared with SciPy to 1e-8 relative where SciPy has an answer.
"""
import csv, math, sys
from mpmath import mp, mpf, exp, log, sqrt, gamma, loggamma, beta, erfc, pi
import scipy.stats as st

mp.dps = 50
EPS = mpf(10) ** -48

def gamma_pair(a, x):
    """(P, Q) of the regularised incomplete gamma function."""
    pre = exp(a * log(x) - x - loggamma(a))
    if x < a + 1:
        term = s = 1 / a
        n = 0
        while term > s * EPS:
            n += 1
            term *= x / (a + n)
            s += term
        return pre * s, 1 - pre * s
    b = x + 1 - a
    c, d = mpf(10) ** 300, 1 / b
    h, i = d, 0
    while True:
        i += 1
        an = -i * (i - a)
        b += 2
        d = 1 / (an * d + b)
        c = b + an / c
        h *= c * d
        if abs(c * d - 1) < EPS:
            return 1 - pre * h, pre * h

def beta_lower(a, b, x, y):
    pre = exp(a * log(x) + b * log(y) + loggamma(a + b) - loggamma(a) - loggamma(b)) / a
    c, d = mpf(1), 1 / (1 - (a + b) * x / (a + 1))
    h, m = d, 0
    while True:
        m += 1
        e = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m))
        d = 1 / (1 + e * d); c = 1 + e / c; h *= c * d
        e = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1))
        d = 1 / (1 + e * d); c = 1 + e / c; h *= c * d
        if abs(c * d - 1) < EPS:
            return pre * h

def beta_pair(a, b, x, y):
    if x < (a + 1) / (a + b + 2):
        p = beta_lower(a, b, x, y)
        return p, 1 - p
    q = beta_lower(b, a, y, x)
    return 1 - q, q

def normal_pair(z):
    return erfc(-z / sqrt(mpf(2))) / 2, erfc(z / sqrt(mpf(2))) / 2

class Gamma:
    def __init__(s, k, t): s.k, s.t, s.sp = mpf(k), mpf(t), st.gamma(k, scale=t)
    def pair(s, x): return gamma_pair(s.k, x / s.t)
    def logpdf(s, x): return (s.k - 1) * log(x / s.t) - x / s.t - loggamma(s.k) - log(s.t)
class ChiSquared(Gamma):
    def __init__(s, v): Gamma.__init__(s, mpf(v) / 2, 2); s.sp = st.chi2(v)
class Beta:
    def __init__(s, a, b): s.a, s.b, s.sp = mpf(a), mpf(b), st.beta(a, b)
    def pair(s, x): return beta_pair(s.a, s.b, x, 1 - x)
    def logpdf(s, x): return (s.a - 1) * log(x) + (s.b - 1) * log(1 - x) - log(beta(s.a, s.b))
class FDistribution:
    def __init__(s, m, n): s.m, s.n, s.sp = mpf(m), mpf(n), st.f(m, n)
    def pair(s, x): return beta_pair(s.m / 2, s.n / 2, s.m * x / (s.n + s.m * x), s.n / (s.n + s.m * x))
    def logpdf(s, x):
        m, n = s.m, s.n
        return m / 2 * log(m / n) + (m / 2 - 1) * log(x) - (m + n) / 2 * log(1 + m * x / n) - log(beta(m / 2, n / 2))
class StudentT:
    def __init__(s, v): s.v, s.sp = mpf(v), st.t(v)
    def pair(s, x):
        if x == 0: return mpf(1) / 2, mpf(1) / 2
        q = beta_pair(s.v / 2, mpf(1) / 2, s.v / (s.v + x * x), x * x / (s.v + x * x))[0] / 2
        return (1 - q, q) if x > 0 else (q, 1 - q)
    def logpdf(s, x):
        return -(s.v + 1) / 2 * log(1 + x * x / s.v) - log(s.v) / 2 - log(beta(s.v / 2, mpf(1) / 2))
class Normal:
    def __init__(s, m, d): s.m, s.d, s.sp = mpf(m), mpf(d), st.norm(m, d)
    def pair(s, x): return normal_pair((x - s.m) / s.d)
    def logpdf(s, x): return -((x - s.m) / s.d) ** 2 / 2 - log(s.d * sqrt(2 * pi))
class LogNormal:
    def __init__(s, m, d): s.m, s.d, s.sp = mpf(m), mpf(d), st.lognorm(d, scale=math.exp(m))
    def pair(s, x): return normal_pair((log(x) - s.m) / s.d)
    def logpdf(s, x): return -((log(x) - s.m) / s.d) ** 2 / 2 - log(x * s.d * sqrt(2 * pi))
class Uniform:
    def __init__(s, a, b): s.a, s.b, s.sp = mpf(a), mpf(b), st.uniform(a, b - a)
    def pair(s, x): return (x - s.a) / (s.b - s.a), (s.b - x) / (s.b - s.a)
    def logpdf(s, x): return -log(s.b - s.a)
class Triangular:
    def __init__(s, a, c, b): s.a, s.c, s.b, s.sp = mpf(a), mpf(c), mpf(b), st.triang((c - a) / (b - a), a, b - a)
    def pair(s, x):
        w = s.b - s.a
        if x < s.c:
            p = (x - s.a) ** 2 / (w * (s.c - s.a)); return p, 1 - p
        q = (s.b - x) ** 2 / (w * (s.b - s.c)); return 1 - q, q
    def logpdf(s, x):
        w = s.b - s.a
        return log(2 * (x - s.a) / (w * (s.c - s.a)) if x < s.c else 2 * (s.b - x) / (w * (s.b - s.c)))
class TruncatedNormal:
    def __init__(s, m, d, a, b):
        s.m, s.d, s.a, s.b = mpf(m), mpf(d), mpf(a), mpf(b)
        s.sp = st.truncnorm((a - m) / d, (b - m) / d, m, d)
        s.mass = s.between(s.a, s.b)
    def between(s, a, b):
        (pa, qa), (pb, qb) = normal_pair((a - s.m) / s.d), normal_pair((b - s.m) / s.d)
        return qa - qb if a > s.m else pb - pa
    def pair(s, x): return s.between(s.a, x) / s.mass, s.between(x, s.b) / s.mass
    def logpdf(s, x): return -((x - s.m) / s.d) ** 2 / 2 - log(s.d * sqrt(2 * pi)) - log(s.mass)

CASES = {
    Normal: [(0, 1), (7, 1.5), (-2, 4), (0.1, 1e-3), (1e6, 3), (0.3, 1e9), (-7.25, 0.1), (14, 6), (7, 4), (1e-5, 1e-7)],
    LogNormal: [(0, 1), (-1, 0.3), (2, 2.5), (0, 0.01), (10, 0.5), (0.7, 1.25), (-5, 3), (0.05, 0.1), (3, 0.02), (1, 8)],
    StudentT: [(0.3,), (1,), (2,), (3,), (4,), (4.5,), (10,), (30,), (200,), (1e4,), (1e7,)],
    ChiSquared: [(1,), (2,), (3,), (4,), (7,), (15,), (30,), (100,), (250,), (1e4,), (1e5,)],
    Gamma: [(1e-3, 1), (0.1, 2.7), (0.5, 1), (0.9, 3), (1, 0.25), (2.5, 2.7), (10, 1), (100, 0.1), (1e4, 1), (1e6, 1), (3e-8, 1)],
    Beta: [(0.5, 0.5), (1, 1), (2, 3), (0.01, 5), (30, 0.2), (100, 100), (1000, 50), (8, 2), (1e5, 1e5), (1e-6, 2), (1.5, 1e4)],
    FDistribution: [(1, 1), (1, 10), (2, 7), (5, 2), (10, 40), (3, 1000), (200, 300), (4, 4), (1e4, 1e4), (12, 25), (0.5, 3)],
    Uniform: [(0, 1), (-2, 5), (100, 100.5), (0.1, 0.3), (-1e6, 3), (1e-8, 1e-7), (-0.3, -0.1), (3, 8), (0, 1e9), (6.5, 8.5)],
    Triangular: [(0, 0.5, 1), (-2, 1, 5), (0, 0, 1), (0, 1, 1), (6, 7.6, 8), (0.1, 0.11, 3), (-9, -3, -1), (100, 100.25, 100.5), (0, 2e5, 1e6), (1, 1.5, 8)],
    TruncatedNormal: [(0, 1, -1, 2), (7, 1.5, 7.6, 12), (0, 1, 5, 9), (0, 1, -12, -8), (14, 6, 0, 40), (0, 1, 20, 21), (2, 0.5, 1.9, 2.1), (0, 1, -6, 6), (0, 1, 1.5, 30), (-3, 2, -30, -4)],
}
PROBS = [1e-300, 1e-200, 1e-100, 1e-50, 1e-20, 1e-12, 1e-8, 1e-5, 1e-3, 0.02, 0.1, 0.3, 0.5]
BOUNDED = (Uniform, Triangular, TruncatedNormal)
EDGES = [1e-14, 1e-12, 1e-8, 1e-5, 1e-3, 0.01, 0.05, 0.1, 0.2, 0.35, 0.5]

def root(d, x, p, upper):
    """Newton steps on log probability (in log x where x > 0) from x."""
    positive = not isinstance(d, (Normal, StudentT, *BOUNDED))
    for _ in range(60):
        if isinstance(d, Beta) and not 0 < x < 1: return None
        tail = d.pair(x)[1 if upper else 0]
        if tail <= 0: return None
        slope = exp(d.logpdf(x)) / tail * (-1 if upper else 1) * (x if positive else 1)
        step = (log(mpf(p)) - log(tail)) / slope
        if positive: step = max(min(step, mpf(20)), mpf(-20)); new = x * exp(step); size = abs(step)
        else: new = x + step; size = abs(step) / max(abs(new), mpf(10) ** -30)
        if isinstance(d, Beta) and new >= 1: new = (x + 1) / 2; size = mpf(1)
        x = new
        if size < mpf(10) ** -30: return x
    return None

def start(d, p, upper):
    with __import__("numpy").errstate(all="ignore"):
        x = float((d.sp.isf if upper else d.sp.ppf)(p))
        tail = float((d.sp.sf if upper else d.sp.cdf)(x)) if math.isfinite(x) else 0
    if math.isfinite(x) and x != 0 and tail > 0 and 0.01 < tail / p < 100: return mpf(x)
    if isinstance(d, Gamma) and not upper: return d.t * exp((log(mpf(p)) + loggamma(d.k + 1)) / d.k)
    if isinstance(d, Beta) and not upper: return exp((log(mpf(p)) + log(d.a * beta(d.a, d.b))) / d.a)
    if isinstance(d, Beta): return 1 - exp((log(mpf(p)) + log(d.b * beta(d.a, d.b))) / d.b)
    if isinstance(d, FDistribution) and not upper:
        w = exp(2 / d.m * (log(mpf(p)) + log(d.m / 2 * beta(d.m / 2, d.n / 2)))); return d.n / d.m * w
    if isinstance(d, FDistribution):
        w = exp(2 / d.n * (log(mpf(p)) + log(d.n / 2 * beta(d.m / 2, d.n / 2)))); return d.n / d.m / w
    return mpf(x) if math.isfinite(x) and x != 0 else None

def usable(d, x):
    if x is None: return False
    if isinstance(d, Beta): return mpf("1e-290") < x < 1 and float(x) < 1
    return mpf("1e-290") < abs(x) < mpf("1e290")

def check(d, x, p, q):
    with __import__("numpy").errstate(all="ignore"):
        for ours, theirs in ((p, float(d.sp.cdf(float(x)))), (q, float(d.sp.sf(float(x))))):
            if 1e-30 < ours < mpf("0.999") and theirs > 0 and abs(theirs / ours - 1) > 1e-6 * (1 if ours > 1e-12 else 1e3):
                print("differs from scipy", type(d).__name__, float(x), mp.nstr(ours, 15), theirs, file=sys.stderr)

rows = []
only = sys.argv[1:]
for kind, parameters in CASES.items():
    if only and kind.__name__ not in only: continue
    count = 0
    for par in parameters:
        d, label = kind(*par), " ".join(repr(float(v)) for v in par)
        for upper in (False, True):
            for p in (EDGES if kind in BOUNDED else PROBS):
                if upper and p == 0.5: continue
                x = root(d, start(d, p, upper), p, upper) if start(d, p, upper) is not None else None
                if kind in BOUNDED and x is None: print("no root", label, p, upper, file=sys.stderr)
                if not usable(d, x): continue
                n = kind.__name__
                rows.append([n, label, "upper" if upper else "lower", repr(p), mp.nstr(x, 20), ""])
                xd = mpf(float(x))
                a, b = d.pair(xd)
                if not (0 < a < 1 and 0 < b < 1): continue
                check(d, xd, a, b)
                rows.append([n, label, "cdf", repr(float(x)), mp.nstr(a, 20), mp.nstr(b, 20)])
                rows.append([n, label, "density", repr(float(x)), mp.nstr(d.logpdf(xd), 20), ""])
                count += 1
    print(kind.__name__, count, file=sys.stderr, flush=True)

with open(__file__.replace(".py", ".csv"), "w", newline="") as f:
    w = csv.writer(f)
    w.writerow("distribution parameters kind argument value other".split())
    w.writerows(rows)
