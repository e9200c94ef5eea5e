"""Many paths of an equation model in numpy, draws side by side.

Arguments: a JSON file (parameters, data, standard deviations of normal shocks, equations in blocks in the order of solution), then names of
variables. Command on standard input: `run DRAWS`; the answer is one line of JSON with the seconds of processor time, means and standard
deviations of the variables in the last period, and the path with nothing drawn there.

Equations become numpy expressions, compiled once. A block is solved by Newton's method from the path with nothing drawn, with the inverse of
that path's Jacobian (complex step) for all draws, which is found beforehand and not timed. So are random numbers' places; the numbers are.
"""
import json
import re
import sys
import time

import numpy as np

FUNCTIONS = {"log": "np.log", "exp": "np.exp", "sqrt": "np.sqrt", "abs": "np.abs"}
TOLERANCE = 1e-12


class Model:
    def __init__(self, path):
        with open(path) as file:
            m = json.load(file)
        self.lags, self.periods = m["lags"], m["periods"]
        self.parameters, self.shocks = m["parameters"], m["shocks"]
        self.series = {k: np.array([np.nan if x is None else x for x in v]) for k, v in m["series"].items()}
        self.explained = {v for b in m["blocks"] for v in b["variables"]}
        self.blocks = []
        for b in m["blocks"]:
            if b["isRecursive"]:
                self.blocks.append((b["variables"], self.explicit(b["variables"][0], b["equations"][0]), None))
            else:
                code = [f"({self.python(e['left'])}) - ({self.python(e['right'])})" for e in b["equations"]]
                self.blocks.append((b["variables"], None, [compile(c, "equation", "eval") for c in code]))

    def python(self, text):
        def name(match):
            word, shift = match.group(1), int(match.group(3) or 0)
            if word in FUNCTIONS:
                return FUNCTIONS[word]
            if word in self.parameters:
                return repr(self.parameters[word])
            return f"f['{word}', t{shift:+d}]" if shift else f"f['{word}', t]"
        return re.sub(r"\b([A-Za-z_][\w.]*)(\[([+-]\d+)\])?", name, text).replace("^", "**")

    def explicit(self, variable, e):
        right = self.python(e["right"])
        inverse = {f"log({variable})": f"np.exp({right})", variable: right}
        return compile(inverse[e["left"]], "equation", "eval")

    def frame(self, shocks):
        """Values by (name, period); arrays over draws for shocks, numbers for data."""
        f = {}
        for name, values in self.series.items():
            last = 0 if name in self.explained else self.periods
            for t in range(-self.lags, last):
                f[name, t] = values[t + self.lags]
        for name, values in shocks.items():
            for t in range(self.periods):
                f[name, t] = values[t]
        return f

    @staticmethod
    def residuals(code, f, t, shape, kind=float):
        r = np.empty(shape, kind)
        for i, c in enumerate(code):
            r[i] = eval(c, {"np": np}, {"f": f, "t": t})
        return r

    def jacobian(self, variables, code, f, t):
        n, h = len(variables), 1e-30
        x = np.array([f[v, t] for v in variables], float)
        g = dict(f)
        for i, v in enumerate(variables):
            step = np.full(n, x[i], complex)
            step[i] += 1j * h
            g[v, t] = step
        return self.residuals(code, g, t, (n, n), complex).imag / h

    def undrawn(self):
        """The path with nothing drawn, and the inverse Jacobian of each block along it."""
        f = self.frame({name: np.zeros(self.periods) for name in self.shocks})
        inverses = {}
        for t in range(self.periods):
            for b, (variables, explicit, code) in enumerate(self.blocks):
                if explicit is not None:
                    f[variables[0], t] = eval(explicit, {"np": np}, {"f": f, "t": t})
                    continue
                for v in variables:
                    f[v, t] = f[v, t - 1]
                for _ in range(50):
                    inverse = np.linalg.inv(self.jacobian(variables, code, f, t))
                    step = inverse @ self.residuals(code, f, t, len(code))
                    for i, v in enumerate(variables):
                        f[v, t] = f[v, t] - step[i]
                    if np.abs(step).max() < 1e-14:
                        break
                inverses[t, b] = np.linalg.inv(self.jacobian(variables, code, f, t))
        return f, inverses

    def paths(self, rng, draws, base, inverses):
        f = self.frame({name: sd * rng.standard_normal((self.periods, draws)) for name, sd in self.shocks.items()})
        for t in range(self.periods):
            for b, (variables, explicit, code) in enumerate(self.blocks):
                if explicit is not None:
                    f[variables[0], t] = eval(explicit, {"np": np}, {"f": f, "t": t})
                    continue
                x = np.repeat(np.array([base[v, t] for v in variables])[:, None], draws, axis=1)
                for _ in range(60):
                    for i, v in enumerate(variables):
                        f[v, t] = x[i]
                    r = self.residuals(code, f, t, x.shape)
                    done = np.abs(r).max() <= TOLERANCE * max(1, np.abs(x).max())
                    x -= inverses[t, b] @ r
                    if done:
                        break
                for i, v in enumerate(variables):
                    f[v, t] = x[i]
        return f


def main():
    model, names = Model(sys.argv[1]), sys.argv[2:]
    base, inverses = model.undrawn()
    rng = np.random.Generator(np.random.PCG64(1))
    last = model.periods - 1
    for line in sys.stdin:
        draws = int(line.split()[1])
        start = time.process_time()
        f = model.paths(rng, draws, base, inverses)
        seconds = time.process_time() - start
        print(json.dumps({
            "seconds": seconds, "means": [float(f[n, last].mean()) for n in names],
            "deviations": [float(f[n, last].std(ddof=1)) for n in names],
            "undrawn": [float(base[n, last]) for n in names], "numpy": np.__version__}), flush=True)


if __name__ == "__main__":
    main()
