"""Reference paths of two models that look ahead; numpy 2 and scipy 1.17. Run from this folder: python3 make.py

new-keynesian.csv: the linear model's answer to a demand disturbance of 0.5 in period 1 and a rate disturbance of 0.25 in period
3, both known in period 1. Found by the generalised Schur decomposition (Blanchard & Kahn 1980; Klein 2000) with the announced
disturbances solved forward, not by stacking.

growth.csv: the perfect-foresight path of the neoclassical growth model after a fall of capital, by shooting on the first consumption with 60-digit
arithmetic (mpmath), not by stacking.
"""
import csv
import numpy as np
from scipy.linalg import ordqz
import mpmath as mp

# --- New Keynesian: x = (pi_{t-1}, i_{t-1}, g_{t-1}) known, z = (y_t, pi_t) free.
sigma, kappa, beta, gamma, rho, phi_pi, phi_y, persistence = 1.5, 0.1, 0.69, 0.3, 0.7, 1.5, 0.5, 0.8
T = 12
shock_g = np.zeros(400); shock_g[0] = 0.5
shock_i = np.zeros(400); shock_i[2] = 0.25

# States s_t = (pi_{t-1}, i_{t-1}, g_{t-1}, y_t, pi_t).  A s_{t+1} = B s_t + C eps_t, eps = (eg, ei).
#   pi_t = s_t[4];   i_t = rho i_{t-1} + (1-rho)(phi_pi pi_t + phi_y y_t) + ei;   g_t = persistence g_{t-1} + eg
#   y_t = y_{t+1} - (i_t - pi_{t+1})/sigma + g_t;   pi_t = gamma pi_{t-1} + beta pi_{t+1} + kappa y_t
A = np.zeros((5, 5)); B = np.zeros((5, 5)); C = np.zeros((5, 2))
A[0, 0] = 1; B[0, 4] = 1
A[1, 1] = 1; B[1, 1] = rho; B[1, 4] = (1 - rho) * phi_pi; B[1, 3] = (1 - rho) * phi_y; C[1, 1] = 1
A[2, 2] = 1; B[2, 2] = persistence; C[2, 0] = 1
A[3, 3] = 1; A[3, 4] = 1 / sigma; A[3, 1] = -1 / sigma; A[3, 2] = 1; B[3, 3] = 1
A[4, 4] = beta; B[4, 4] = 1; B[4, 0] = -gamma; B[4, 3] = -kappa

# B s_t = A s_{t+1} - C eps_t; order stable roots first.
S, Tt, alpha, bet, Q, Z = ordqz(B, A, sort=lambda a, b: np.abs(a) < np.abs(b), output="complex")
stable = int(np.sum(np.abs(alpha) < np.abs(bet)))
assert stable == 3, stable
# B = Q S Z^H, A = Q T Z^H; w = Z^H s:  S w_t + Q^H C eps = T w_{t+1}.
n = 3
c = Q.conj().T @ C
S22, T22, S12, T12, S11, T11 = S[n:, n:], Tt[n:, n:], S[:n, n:], Tt[:n, n:], S[:n, :n], Tt[:n, :n]
H = len(shock_g)
unstable = np.zeros((H + 1, 2), complex)
for t in range(H - 1, -1, -1):  # forward: w2_t = S22^-1 (T22 w2_{t+1} - c2 eps_t)
    unstable[t] = np.linalg.solve(S22, T22 @ unstable[t + 1] - c[n:] @ np.array([shock_g[t], shock_i[t]]))
Z11, Z12, Z21, Z22 = Z[:n, :n], Z[:n, n:], Z[n:, :n], Z[n:, n:]
w1 = np.linalg.solve(Z11, np.zeros(n) - Z12 @ unstable[0])
rows = []
for t in range(T):
    w = np.concatenate([w1, unstable[t]])
    s = (Z @ w).real
    y, pi = s[3], s[4]
    i = rho * s[1] + (1 - rho) * (phi_pi * pi + phi_y * y) + shock_i[t]
    g = persistence * s[2] + shock_g[t]
    rows.append((t + 1, y, pi, i, g))
    right = S11 @ w1 + S12 @ unstable[t] + c[:n] @ np.array([shock_g[t], shock_i[t]])
    w1 = np.linalg.solve(T11, right - T12 @ unstable[t + 1])
with open("new-keynesian.csv", "w", newline="") as f:
    out = csv.writer(f, lineterminator="\n"); out.writerow(["period", "y", "pi", "i", "g"])
    for r in rows: out.writerow([r[0]] + [repr(float(v)) for v in r[1:]])

# --- Neoclassical growth: c_t^-s = b c_{t+1}^-s (a k_t^(a-1) + 1 - d), k_t = k_{t-1}^a + (1-d) k_{t-1} - c_t.
mp.mp.dps = 60
a, b, d, s = mp.mpf("0.33"), mp.mpf("0.96"), mp.mpf("0.08"), mp.mpf(2)
kss = (a / (1 / b - 1 + d)) ** (1 / (1 - a)); css = kss**a - d * kss
def path(c0, periods):
    k, c, out = kss / 2, c0, []
    for _ in range(periods):
        k = k**a + (1 - d) * k - c
        if k <= 0: return None, -1
        out.append((c, k))
        if k > 2 * kss: return out, 1
        c = c * (b * (a * k ** (a - 1) + 1 - d)) ** (1 / s)
    return out, (1 if out[-1][1] > kss else -1)
low, high = mp.mpf("0.01"), (kss / 2) ** a + (1 - d) * kss / 2
for _ in range(190):
    middle = (low + high) / 2
    if path(middle, 400)[1] > 0: low = middle
    else: high = middle
with open("growth.csv", "w", newline="") as f:
    out = csv.writer(f, lineterminator="\n"); out.writerow(["period", "c", "k"])
    for t, (c_, k_) in enumerate(path((low + high) / 2, 40)[0]):
        out.writerow([t + 1, mp.nstr(c_, 18), mp.nstr(k_, 18)])
print("steady state", mp.nstr(css, 18), mp.nstr(kss, 18))
