"""Random convex quadratic programs and their solutions by two independent solvers.

quadprog 0.1.14 (B. Turlach's FORTRAN of Goldfarb & Idnani) gives the values; cvxopt 1.3.3 (interior points) must agree to 1e-6.
python3 make.py > programs.json
"""
import json
import numpy as np
import quadprog
from cvxopt import matrix, solvers

solvers.options.update(show_progress=False, abstol=1e-12, reltol=1e-12, feastol=1e-12)
rng = np.random.default_rng(20261124)


def program(n, m, equalities, condition):
    q, _ = np.linalg.qr(rng.standard_normal((n, n)))
    h = q @ np.diag(np.geomspace(1, condition, n)) @ q.T
    h = (h + h.T) / 2
    g = rng.standard_normal(n) * np.sqrt(condition)
    a = rng.standard_normal((m, n))
    inside = rng.standard_normal(n)
    lower, upper = [], []
    for i in range(m):
        value = float(a[i] @ inside)
        if i < equalities:
            low = high = value
        else:
            low, high = value - float(rng.uniform(0, 1)), value + float(rng.uniform(0, 1))
            if i % 3 == 1:
                low = None
            if i % 3 == 2:
                high = None
        lower.append(low)
        upper.append(high)
    xl = [float(v) - float(rng.uniform(0, 1)) if j % 2 else None for j, v in enumerate(inside)]
    xu = [float(v) + float(rng.uniform(0, 1)) if j % 3 else None for j, v in enumerate(inside)]
    return h, g, a, lower, upper, xl, xu


def solve(h, g, a, lower, upper, xl, xu):
    n = len(g)
    eye = np.eye(n)
    normals, ends = [], []
    equal = [i for i in range(len(lower)) if lower[i] == upper[i]]
    for i in equal:
        normals.append(a[i])
        ends.append(lower[i])
    for rows, low, high in ((a, lower, upper), (eye, xl, xu)):
        for i in range(len(low)):
            if rows is a and i in equal:
                continue
            if low[i] is not None:
                normals.append(rows[i])
                ends.append(low[i])
            if high[i] is not None:
                normals.append(-rows[i])
                ends.append(-high[i])
    c, b, k = np.array(normals), np.array(ends), len(equal)
    x, objective = quadprog.solve_qp(h, -g, c.T, b, k)[:2]
    peer = solvers.qp(
        matrix(h), matrix(g), matrix(-c[k:]), matrix(-b[k:]),
        matrix(c[:k]) if k else None, matrix(b[:k]) if k else None)
    assert np.allclose(np.array(peer["x"]).ravel(), x, atol=1e-6, rtol=1e-6)
    return x.tolist(), float(objective)


cases = []
for n, m, equalities, condition in [
    (1, 1, 0, 1), (2, 3, 0, 10), (3, 2, 1, 10), (5, 8, 2, 1e2), (8, 4, 4, 1e3),
    (10, 20, 0, 1e2), (20, 15, 5, 1e4), (30, 60, 3, 1e3), (50, 40, 10, 1e2)]:
    h, g, a, lower, upper, xl, xu = program(n, m, equalities, condition)
    x, objective = solve(h, g, a, lower, upper, xl, xu)
    cases.append(dict(
        hessian=h.ravel().tolist(), gradient=g.tolist(), rows=a.ravel().tolist(), lower=lower, upper=upper,
        xLower=xl, xUpper=xu, x=x, objective=objective))
print(json.dumps(cases))
