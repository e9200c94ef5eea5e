"""Many small regressions by numpy's batched QR, with homoskedastic standard errors.

Arguments: file of doubles (each problem's X column by column, problem by problem, then y), problems, rows, columns. Command on standard input:
`run`; the answer is one line of JSON with the seconds of processor time and sums of coefficients and standard errors by column.
"""
import json
import sys
import time

import numpy as np


def main():
    path, p, n, k = sys.argv[1], *map(int, sys.argv[2:5])
    data = np.fromfile(path)
    x = np.ascontiguousarray(data[: p * n * k].reshape(p, k, n).transpose(0, 2, 1))
    y = data[p * n * k:].reshape(p, n)
    for _ in sys.stdin:
        start = time.process_time()
        q, r = np.linalg.qr(x)
        b = np.linalg.solve(r, (q.transpose(0, 2, 1) @ y[:, :, None]))[:, :, 0]
        e = y - (x @ b[:, :, None])[:, :, 0]
        inverse = np.linalg.inv(r)
        s2 = (e * e).sum(axis=1) / (n - k)
        errors = np.sqrt(s2[:, None] * (inverse * inverse).sum(axis=2))
        seconds = time.process_time() - start
        print(json.dumps({"seconds": seconds, "coefficients": b.sum(axis=0).tolist(),
                          "errors": errors.sum(axis=0).tolist(), "name": f"numpy {np.__version__} batched QR"}), flush=True)


if __name__ == "__main__":
    main()
