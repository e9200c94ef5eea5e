"""Two-way fixed effects by pyfixest's feols, with errors clustered by the first id.

Commands on standard input: `make ROWS FIRST SECOND` makes the data (of which FixedEffectsTask.swift makes the same bits) and runs once,
so that compiling is not timed; `run` estimates. The answer is one line of JSON with the seconds of processor time, coefficients and standard errors.
"""
import json
import os
import sys
import time
import warnings

for name in ("NUMBA_NUM_THREADS", "RAYON_NUM_THREADS", "OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS"):
    os.environ[name] = "1"
warnings.simplefilter("ignore")

try:
    import numpy as np
    import pandas as pd
    import pyfixest
except ImportError as error:
    pyfixest = None
    missing = f"no peer for fixed effects: {error.name} is not installed"


def uniforms(stream, i):
    """Numbers in [0, 1) from the mix of SplitMix64 (Steele, Lea, Flood 2014)."""
    step = np.uint64(0x9E3779B97F4A7C15)
    with np.errstate(over="ignore"):
        z = ((np.uint64(stream) << np.uint64(40)) + i.astype(np.uint64)) * step + step
        z = (z ^ (z >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
        z = (z ^ (z >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
        z ^= z >> np.uint64(31)
    return (z >> np.uint64(11)).astype(float) * 2.0**-53


def make(n, first, second):
    i = np.arange(n)
    a = (first * uniforms(1, i) * uniforms(1, i)).astype(int)
    b = (second * uniforms(2, i) * uniforms(2, i)).astype(int)
    effects = uniforms(10, a), uniforms(11, b)
    x = [uniforms(3 + j, i) + 0.5 * effects[0] + 0.3 * effects[1] for j in range(3)]
    y = x[0] + 2 * x[1] - x[2] + effects[0] + effects[1] + uniforms(7, i)
    return pd.DataFrame({"y": y, "x1": x[0], "x2": x[1], "x3": x[2], "a": a, "b": b})


def main():
    data = None
    for line in sys.stdin:
        if pyfixest is None:
            print(json.dumps({"missing": missing}), flush=True)
            continue
        words = line.split()
        if words[0] == "make":
            data = make(*map(int, words[1:]))
        start = time.process_time()
        fit = pyfixest.feols("y ~ x1 + x2 + x3 | a + b", data, vcov={"CRV1": "a"}, copy_data=False, store_data=False,
                             lean=True)
        seconds = time.process_time() - start
        print(json.dumps({"seconds": seconds, "coefficients": list(map(float, fit.coef())),
                          "standardErrors": list(map(float, fit.se())), "version": pyfixest.__version__}), flush=True)


if __name__ == "__main__":
    main()
