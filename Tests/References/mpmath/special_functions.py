"""Reference values of special functions at 60 digits. Run: python3 special_functions.py > special_functions.csv"""
from mpmath import mp, mpf, erfc, exp, loggamma, ncdf, npdf, nstr

mp.dps = 60
print("function,arguments,value")
for x in (-20, -1, 0, 0.5, 1, 2.3, 5, 10, 24.9, 25.1, 100, 1e10):
    print(f"erfcx,{x!r},{nstr(exp(mpf(x) ** 2) * erfc(mpf(x)), 20)}")
for x in (1e-300, 1e-10, 0.1, 0.5, 1.5, 1 + 2**-20, 2 + 2**-20, 3, 10, 29.5, 30, 100, 1e5, 1e15, 1e300):
    print(f"logGamma,{x!r},{nstr(loggamma(mpf(x)), 20)}")
for a, b in ((1e-10, 3), (0.5, 0.5), (2, 1e12), (1e8, 1e-3), (300, 400), (1e15, 1e15)):
    a, b = mpf(a), mpf(b)
    print(f"logBeta,{float(a)!r} {float(b)!r},{nstr(loggamma(a) + loggamma(b) - loggamma(a + b), 20)}")
mp.dps = 60
for z in (-1000, -300, -30, -8, -2.5, -2.0, -1.9, -1.5, 0, 3, 8):
    z = mpf(z)
    mp.dps = 60
    P = ncdf(z)
    print(f"conditionalShortfall,{float(z)!r},{nstr(z + npdf(z) / P, 20)}")
    print(f"logCDF,{float(z)!r},{nstr(mp.log(P), 20)}")
    if z > -35:
        print(f"expectedShortfall,{float(z)!r},{nstr(z * P + npdf(z), 20)}")
