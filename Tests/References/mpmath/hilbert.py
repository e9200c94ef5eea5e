"""2-norm condition numbers of Hilbert matrices at 60 digits. Needs mpmath 1.3."""
from mpmath import mp, matrix, svd_r

mp.dps = 60
for n in (2, 5, 8):
    h = matrix(n, n)
    for i in range(n):
        for j in range(n):
            h[i, j] = mp.mpf(1) / (i + j + 1)
    s = svd_r(h, compute_uv=False)
    print(n, mp.nstr(max(s) / min(s), 20))
