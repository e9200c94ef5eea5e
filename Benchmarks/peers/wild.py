"""Wild bootstrap of least squares with Rademacher multipliers, vectorised numpy: coefficients of all replicates by one product.

Arguments: file of doubles (X column by column, then y), rows, columns. Command on standard input: `run REPLICATES`; the answer is one line of JSON
with the seconds of processor time, the means of the replicates and their standard deviations.
"""
import json
import sys
import time

import numpy as np


def main():
    path, n, k = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
    data = np.fromfile(path)
    x = data[: n * k].reshape(k, n).T
    y = data[n * k:]
    rng = np.random.Generator(np.random.PCG64(1))
    for line in sys.stdin:
        replicates = int(line.split()[1])
        start = time.process_time()
        q, r = np.linalg.qr(x)
        projection = np.linalg.solve(r, q.T)
        b = projection @ y
        e = y - x @ b
        signs = 1.0 - 2.0 * rng.integers(0, 2, (replicates, n), dtype=np.int8)
        star = b + signs @ (projection * e).T
        seconds = time.process_time() - start
        print(json.dumps({"seconds": seconds, "coefficients": star.mean(axis=0).tolist(),
                          "errors": star.std(axis=0, ddof=1).tolist(),
                          "name": f"numpy {np.__version__}, one product"}), flush=True)


if __name__ == "__main__":
    main()
