"""How many certified digits the NIST linear sets carry once read as doubles: exact least squares at 60 digits.

Powers of x are formed by repeated multiplication in double precision, as Tests/RegressionTests does.
Run from the repository's root; needs mpmath 1.3. Prints, per set, the digits of the worst coefficient and of the
worst standard error.
"""
import re
from mpmath import mp, mpf, matrix, inverse, sqrt, log10

mp.dps = 60
SETS = {"Norris": 1, "Pontius": 2, "Wampler2": 5, "Filip": 10, "Longley": None}


def digits(value, certified):
    if value == certified:
        return 16
    error = abs(value) if certified == 0 else abs(value - certified) / abs(certified)
    return min(16, -log10(error))


for name, degree in SETS.items():
    lines = [line.split() for line in open(f"datasets/nist-strd/linear/{name}.dat")]
    certified = [(mpf(l[1]), mpf(l[2])) for l in lines if len(l) == 3 and re.match(r"B\d", l[0])]
    start = max(i for i, l in enumerate(lines) if l and l[0] == "Data:") + 1
    rows = [[float(v) for v in l] for l in lines[start:] if l]
    y = matrix([mpf(r[0]) for r in rows])
    x = matrix(len(rows), len(certified))
    for i, r in enumerate(rows):
        power = 1.0
        for j in range(len(certified)):
            if degree is None:
                x[i, j] = mpf(r[j]) if j else mpf(1)
            else:
                x[i, j] = mpf(power)
                power *= r[1]
    v = inverse(x.T * x)
    b = v * (x.T * y)
    e = y - x * b
    s2 = (e.T * e)[0] / (x.rows - x.cols)
    coefficients = min(digits(b[j], c[0]) for j, c in enumerate(certified))
    errors = min(digits(sqrt(s2 * v[j, j]), c[1]) for j, c in enumerate(certified))
    print(name, mp.nstr(coefficients, 4), mp.nstr(errors, 4))
