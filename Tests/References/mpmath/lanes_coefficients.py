"""Near-minimax polynomials of the lane exp, log, sin and cos (Sources/LaneKernels/Elementary.h).

Chebyshev interpolation of the reduced functions with 60 digits, rounded once to double. Prints C arrays, constant
term first, and the relative error of the rounded polynomial on its interval.

    python3 lanes_coefficients.py
"""
from mpmath import mp, mpf, chebyfit, exp, log, sin, cos, pi, sqrt, polyval, linspace

mp.dps = 60


def report(name, f, interval, terms, weight):
    poly = chebyfit(f, interval, terms)
    rounded = [mpf(float(c)) for c in poly]
    worst = max(abs((polyval(rounded, x) - f(x)) * weight(x)) for x in linspace(interval[0], interval[1], 2001))
    print(f"// {name}: {terms} terms on [{float(interval[0]):.6f}, {float(interval[1]):.6f}], "
          f"2^{float(log(worst, 2)):.1f} of the result")
    print(f"static const double {name}[] = {{" + ", ".join(float(c).hex() for c in reversed(rounded)) + "};")


tiny = mpf(10) ** -18


def log_tail(z):  # ln((1+s)/(1-s)) = 2s + s z L(z), z = s²
    z = z if z > tiny else tiny
    s = sqrt(z)
    return (log((1 + s) / (1 - s)) / s - 2) / z


def exp_tail(r):  # e^r = 1 + r + r² E(r)
    r = r if abs(r) > tiny else tiny
    return (exp(r) - 1 - r) / r**2


def sin_tail(z):  # sin(πr/2) = r (π/2 + z S(z)), z = r²
    z = z if z > tiny else tiny
    r = sqrt(z)
    return (sin(pi * r / 2) / r - pi / 2) / z


def cos_tail(z):  # cos(πr/2) = 1 + z C(z)
    z = z if z > tiny else tiny
    return (cos(pi * sqrt(z) / 2) - 1) / z


s2 = ((sqrt(mpf(2)) - 1) / (sqrt(mpf(2)) + 1)) ** 2
h = log(mpf(2)) / 2 * mpf("1.0001")
report("log_terms", log_tail, [mpf(0), s2], 7, lambda z: z / 2)
report("exp_terms", exp_tail, [-h, h], 11, lambda r: r * r / exp(r))
report("sin_terms", sin_tail, [mpf(0), mpf("0.25")], 6, lambda z: z * 2 / pi)
report("cos_terms", cos_tail, [mpf(0), mpf("0.25")], 7, lambda z: z)
ln2 = log(mpf(2))
high = mpf(int(ln2 * 2**41)) / 2**41
print("ln2 high", float(high).hex(), "low", float(ln2 - high).hex(), "half pi low", float(pi / 2 - mpf(float(pi / 2))).hex())
