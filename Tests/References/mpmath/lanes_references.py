"""Reference values of the lane exp, log and Box-Muller transform, by mpmath with 50 digits, correctly rounded to double.

    python3 lanes_references.py > lanes_references.csv

Rows: function, argument bits (one or two), result bits; all doubles as 16 hexadecimal digits.
"""
import random
import struct

from mpmath import mp, mpf, exp, log, sqrt, cos, sin, pi

mp.dps = 50
random.seed(20200117)


def bits(x):
    return struct.pack(">d", x).hex()


def near(values):
    return [float(v) for v in values]


print("function,x,y,result")
exps = [random.uniform(-1, 1) for _ in range(150)] + [random.uniform(-745, 709.7) for _ in range(150)]
exps += near([1e-300, 1e-17, -1e-17, 1e-8, -1e-8, 0.34657359, -0.34657359, 709.782712893384, -708.3964185322641,
              -708.3964185322642, -740.0, -744.4400719213812, -745.1332191019411])
for x in exps:
    print(f"exp,{bits(x)},,{bits(float(exp(mpf(x))))}")
logs = [random.uniform(0.5, 2) for _ in range(150)] + [10 ** random.uniform(-300, 300) for _ in range(150)]
logs += near([1.0, 1 + 2**-52, 1 - 2**-53, 1 + 1e-9, 1 - 1e-9, 2**-0.5, 2**0.5, 2.0, 2**-53, 5e-324, 1e-310,
              2.2250738585072014e-308, 1.7976931348623157e308])
for x in logs:
    print(f"log,{bits(x)},,{bits(float(log(mpf(x))))}")


def grid(k):
    return (2 * k + 1) * 2.0**-53


couples = [(grid(random.randrange(2**52)), grid(random.randrange(2**52))) for _ in range(200)]
edge = [grid(0), grid(1), grid(2**52 - 1), grid(2**51), grid(2**50), grid(3 * 2**50), grid(2**49), grid(7 * 2**49)]
couples += [(u, v) for u in edge for v in edge]
for u, v in couples:
    length, turn = sqrt(-2 * log(mpf(u))), 2 * pi * mpf(v)
    print(f"even,{bits(u)},{bits(v)},{bits(float(length * cos(turn)))}")
    print(f"odd,{bits(u)},{bits(v)},{bits(float(length * sin(turn)))}")
