"""Standard normals of numpy's Generator(PCG64) into an array that fits the cache, again and again.

Command on standard input: `run LENGTH TIMES`; the answer is one line of JSON with the seconds of processor time it took, and mean and
variance of what was made (found outside the timed part, on other normals of the same generator).
"""
import json
import sys
import time

import numpy as np


def main():
    rng = np.random.Generator(np.random.PCG64(1))
    for line in sys.stdin:
        _, length, times = line.split()
        x = np.empty(int(length))
        start = time.process_time()
        for _ in range(int(times)):
            rng.standard_normal(out=x)
        seconds = time.process_time() - start
        total = squares = 0.0
        for _ in range(int(times)):
            rng.standard_normal(out=x)
            total += x.sum()
            squares += x @ x
        n = int(length) * int(times)
        mean = total / n
        print(json.dumps({"seconds": seconds, "mean": mean, "variance": squares / n - mean * mean,
                          "numpy": np.__version__}), flush=True)


if __name__ == "__main__":
    main()
