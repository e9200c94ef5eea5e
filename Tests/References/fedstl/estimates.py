"""Least squares of the equations of Models/open-economy.model with numpy, written out by hand.

    python3 estimates.py ../../../datasets/us-quarterly/us-quarterly.csv > estimates.csv

Restrictions are put in by substitution: the weights of the accelerator are 3 : 2 : 1 (a line that is zero at the fourth
lag), nominal coefficients of wages and prices add up to one.
"""

import csv
import sys

import numpy as np

rows = list(csv.DictReader(open(sys.argv[1])))
periods = [row["period"] for row in rows]
data = {name: np.array([float(row[name]) for row in rows]) for name in rows[0] if name != "period"}


def lag(v, n=1):
    return np.concatenate([np.full(n, np.nan), v[:-n]])


def d(v):
    return v - lag(v)


def mean(v, n):
    return sum([v] + [lag(v, k) for k in range(1, n)]) / n


log = {name: np.log(v) for name, v in data.items() if v.min() > 0}
dlog = {name: d(v) for name, v in log.items()}
one = np.ones(len(rows))


def fit(equation, names, left, right, last="2019Q4"):
    span = slice(periods.index("1976Q1"), periods.index(last) + 1)
    x = np.column_stack([v[span] for v in right])
    q, r = np.linalg.qr(x)
    b = np.linalg.solve(r, q.T @ left[span])
    for name, value in zip(names.split(), b):
        print(f"{equation},{name},{float(value)!r}")
    return dict(zip(names.split(), b))


print("equation,parameter,value")
fit("cn", "c0 c1 c2 c3 c4", dlog["cn"],
    [one, dlog["yd"], lag(log["cn"] - log["yd"]), d(data["u"]), lag(d(data["rl"]))])
fit("yd", "d0 d1 d2 d3 d4", dlog["yd"],
    [one, dlog["y"], lag(log["yd"] - log["y"]), lag(dlog["yd"]), dlog["pc"] - dlog["p"]])
b = fit("i", "i0 i3 i4 i5 i6", dlog["i"],
        [one, 3 * lag(dlog["y"]) + 2 * lag(dlog["y"], 2) + lag(dlog["y"], 3), lag(log["i"] - log["y"]),
         lag(data["rl"] - data["rs"]), mean(lag(data["rl"] - data["infl"]), 4)])
print(f"i,i1,{float(3 * b['i3'])!r}\ni,i2,{float(2 * b['i3'])!r}")
fit("x", "x0 x1 x2 x3 x4", dlog["x"],
    [one, lag(dlog["x"]), lag(log["x"]), lag(data["time"]), lag(log["e"])])
fit("m", "m0 m1 m2 m3 m4 m5", dlog["m"],
    [one, dlog["y"], lag(log["m"]), lag(log["y"]), lag(log["pm"] - log["p"]), lag(dlog["m"])])
fit("prod", "q0 q1 q2 q3", dlog["prod"], [one, dlog["y"], lag(dlog["y"]), lag(dlog["y"], 2)])
fit("u", "u0 u1 u2 u3 u4", d(data["u"]),
    [one, dlog["y"] - dlog["ypot"], lag(d(data["u"])), lag(data["u"]), lag(data["gap"])])
past = mean(lag(dlog["pc"]), 4)
b = fit("w", "w0 w1 w3 w4", dlog["w"] - past,
        [one, dlog["pc"] - past, lag(data["u"]), mean(dlog["prod"], 8)])
print(f"w,w2,{float(1 - b['w1'])!r}")
past = lag(dlog["p"])
b = fit("p", "p0 p2 p3 p4", dlog["p"] - past,
        [one, lag(dlog["p"], 2) - past, mean(dlog["ulc"], 2) - past, dlog["pm"] - past])
print(f"p,p1,{float(1 - b['p2'] - b['p3'] - b['p4'])!r}")
fit("pc", "k0 k1 k2 k3 k4", dlog["pc"],
    [one, dlog["p"], dlog["pm"], dlog["poil"], lag(log["pc"] - log["p"])])
fit("px", "f0 f1 f2 f3", dlog["px"], [one, dlog["p"], dlog["pm"], lag(dlog["px"])])
fit("pm", "j0 j1 j2 j3 j4 j5", dlog["pm"],
    [one, dlog["poil"], dlog["e"], lag(dlog["e"]), lag(dlog["pm"]), dlog["p"]])
fit("rs", "s0 s1 s2 s3", data["rs"], [one, lag(data["rs"]), data["infl"], data["gap"]], last="2008Q4")
fit("rl", "l0 l1 l2 l3", data["rl"], [one, lag(data["rl"]), data["rs"], lag(data["rs"])])
fit("e", "e0 e1 e2 e3", dlog["e"], [one, lag(log["e"]), lag(dlog["e"]), d(data["rs"])])
