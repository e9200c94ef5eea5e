"""Ordinary least squares with HC1 errors by statsmodels, on data written by the benchmark.

Arguments: file of doubles (X column by column, then y), rows, columns. Command on standard input: `run`; the answer is one line of JSON with
the seconds of processor time of one fit, coefficients and standard errors.
"""
import json
import sys
import time

import numpy as np
import statsmodels
import statsmodels.api as sm


def main():
    path, n, k = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
    data = np.fromfile(path)
    x = data[: n * k].reshape(k, n).T
    y = data[n * k:]
    for _ in sys.stdin:
        start = time.process_time()
        fit = sm.OLS(y, x).fit(cov_type="HC1")
        errors = fit.bse
        seconds = time.process_time() - start
        print(json.dumps({"seconds": seconds, "coefficients": fit.params.tolist(), "errors": errors.tolist(),
                          "name": f"statsmodels {statsmodels.__version__}, HC1"}), flush=True)


if __name__ == "__main__":
    main()
