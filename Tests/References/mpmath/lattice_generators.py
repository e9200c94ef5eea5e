"""Generating vectors of rank-1 lattices by fast component-by-component construction. Run: python3 lattice_generators.py

Minimises the worst-case error of the kernel 1 + g_j 2 pi^2 B2(x) (smoothness 2) with product weights g_j = 0.8^j, for prime
sizes. Nuyens and Cools (2006), Math. Comp. 75. Prints the Swift table of Sources/Probability/Multivariate/LatticeRule.swift.
"""
import numpy as np

def primitive_root(p):
    m, factors, q = p - 1, [], 2
    while q * q <= m:
        if m % q == 0:
            factors.append(q)
            while m % q == 0: m //= q
        q += 1
    if m > 1: factors.append(m)
    return next(g for g in range(2, p) if all(pow(g, (p - 1) // f, p) != 1 for f in factors))

def cbc(p, d):
    g = primitive_root(p)
    powers = np.empty(p - 1, dtype=np.int64)
    powers[0] = 1
    for k in range(1, p - 1): powers[k] = powers[k - 1] * g % p
    kernel = lambda k: 2 * np.pi**2 * ((k / p) ** 2 - k / p + 1 / 6)
    inverse = powers[(-np.arange(p - 1)) % (p - 1)]
    spectrum = np.fft.fft(kernel(powers.astype(float)))
    prod = np.ones(p - 1)  # indexed by k = inverse[i]
    z = []
    for j in range(d):
        e = np.fft.ifft(spectrum * np.fft.fft(prod)).real
        best = int(np.argmin(np.round(e[: (p - 1) // 2], 9)))
        z.append(int(powers[best]))
        prod = prod * (1 + 0.8**j * kernel((powers[best] * inverse % p).astype(float)))
    return z

for n in (1021, 2039, 4093, 8191, 16381, 32749, 65521, 131071, 262139):
    z = cbc(n, 40)
    print(f"    LatticeRule(\n      size: {n},\n      generators: [")
    for i in range(0, 40, 14):
        print("        " + ", ".join(map(str, z[i : i + 14])) + ",")
    print("      ]),")
