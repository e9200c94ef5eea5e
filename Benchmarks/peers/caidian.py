"""The shipped plan in numpy: the peer of `outturn run datasets/caidian-2020/plan.yaml`.

The same work as the engine's, written the way numpy is quick. To stay in step with the model it does not repeat the equations by
hand: it reads them from a listing that outturn-bench exports (the straight-line program of each scenario, with constants) and
turns each program into a Python function, compiled once, of one ufunc per operation, every result going into a preallocated
row that is free again after its last use (`out=`). The correlated shocks, linear combinations with fixed weights of the same
normals, are one matrix product W @ Z. Random numbers are numpy's own (Generator(PCG64): standard_normal, random,
standard_gamma, beta into rows of one array), made once for a block of draws and used by every scenario.

What is counted per scenario and block: validity; weights exp(l - scale), cut at 64, and their squares; first and second moments
of every judged series, plain and with squared weights; minimum and maximum; a histogram of 1,024 bins per series (one bincount for
all series together); hits, shortfalls and their squares; the pattern of hits of each group of up to 14 targets, and for larger
groups how many were met, all pairs (one matrix product) and single misses; where nothing is weighted, gains and losses against the
first scenario. Only blocks with invalid draws pay for leaving these out.

The number of lanes of a block is tried at start (1,024 to 16,384) and the quickest is kept. Commands on standard input, one answer
in JSON a line on standard output: `tune`, `run DRAWS`, `quit`. Seconds are of this process's processor time, without
set-up, with one BLAS thread.

Usage: caidian.py LISTING.json
"""
import os

for name in ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ[name] = "1"

import json
import sys
import time

import numpy as np

BINS = 1024
CELLS = BINS + 2
LARGEST_WEIGHT = 64.0
PATTERNED = 14


def decoded(listing):
    """The listing's rows of numbers as tuples; ±infinity and not-a-number are written as strings."""
    return [(op, left, right, float(scalar)) for op, left, right, scalar in listing]


class Values:
    """A program in single-assignment form: values 0 … n-1, each ('input', row) or (ufunc, operands)."""

    def __init__(self, program):
        self.nodes = []
        self.known = {}
        self.inputs, self.outputs = program["inputs"], program["outputs"]
        rows = {}
        a = None
        for op, left, right, k in decoded(program["instructions"]):
            if op == "store":
                rows[left] = a
                continue
            x = self.row(rows, left) if op in READS_ONE or op in READS_TWO else None
            y = self.row(rows, right) if op in READS_TWO else None
            a = MEANING[op](self, a, x, y, k)
        self.results = [rows[self.inputs + i] for i in range(self.outputs)]

    def row(self, rows, number):
        return self.add("input", number) if number < self.inputs else rows[number]

    def add(self, kind, *operands):
        """Operands are numbers of values, or ('k', constant)."""
        node = (kind,) + operands
        if node not in self.known:
            self.known[node] = len(self.nodes)
            self.nodes.append(node)
        return self.known[node]

    def needed(self, skip=()):
        """Values the results need, in order."""
        wanted = set()
        stack = [r for i, r in enumerate(self.results) if i not in skip]
        while stack:
            v = stack.pop()
            if v in wanted:
                continue
            wanted.add(v)
            if self.nodes[v][0] != "input":
                stack += [o for o in self.nodes[v][1:] if not isinstance(o, tuple)]
        return sorted(wanted)

    def affine(self, v):
        """(constant, {input row: weight}) if a value is that of its inputs with fixed weights, else None."""
        cache = self.__dict__.setdefault("affine_cache", {})
        if v not in cache:
            cache[v] = self.find_affine(v)
        return cache[v]

    def find_affine(self, v):
        kind, *operands = self.nodes[v]
        if kind == "input":
            return 0.0, {operands[0]: 1.0}
        if kind == "full":
            return operands[0][1], {}
        if kind not in ("add", "subtract", "multiply", "negative"):
            return None
        forms = [(o[1], {}) if isinstance(o, tuple) else self.affine(o) for o in operands]
        if any(f is None for f in forms):
            return None
        if kind == "negative":
            return scale(forms[0], -1.0)
        (c, f), (d, g) = forms
        if kind == "multiply":
            if f and g:
                return None
            return scale((c, f), d) if not g else scale((d, g), c)
        sign = 1.0 if kind == "add" else -1.0
        total = dict(f)
        for row, weight in g.items():
            total[row] = total.get(row, 0.0) + sign * weight
        return c + sign * d, total


def scale(form, k):
    return form[0] * k, {row: weight * k for row, weight in form[1].items()}


def K(value):
    return ("k", value)


READS_ONE = {"load", "add", "sub", "sub_from", "mul", "div", "div_into", "load_scaled", "add_scaled", "sub_scaled", "min",
             "max", "at_least", "at_most"}
READS_TWO = {"add_product", "sub_product", "select", "add_load", "sub_load", "mul_load"}
MEANING = {
    "load": lambda v, a, x, y, k: x,
    "fill": lambda v, a, x, y, k: v.add("full", K(k)),
    "add": lambda v, a, x, y, k: v.add("add", a, x),
    "sub": lambda v, a, x, y, k: v.add("subtract", a, x),
    "sub_from": lambda v, a, x, y, k: v.add("subtract", x, a),
    "mul": lambda v, a, x, y, k: v.add("multiply", a, x),
    "div": lambda v, a, x, y, k: v.add("divide", a, x),
    "div_into": lambda v, a, x, y, k: v.add("divide", x, a),
    "add_scalar": lambda v, a, x, y, k: v.add("add", a, K(k)),
    "sub_from_scalar": lambda v, a, x, y, k: v.add("subtract", K(k), a),
    "mul_scalar": lambda v, a, x, y, k: v.add("multiply", a, K(k)),
    "div_scalar": lambda v, a, x, y, k: v.add("divide", a, K(k)),
    "div_into_scalar": lambda v, a, x, y, k: v.add("divide", K(k), a),
    "load_scaled": lambda v, a, x, y, k: v.add("multiply", x, K(k)),
    "add_scaled": lambda v, a, x, y, k: v.add("add", a, v.add("multiply", x, K(k))),
    "sub_scaled": lambda v, a, x, y, k: v.add("subtract", a, v.add("multiply", x, K(k))),
    "add_product": lambda v, a, x, y, k: v.add("add", a, v.add("multiply", x, y)),
    "sub_product": lambda v, a, x, y, k: v.add("subtract", a, v.add("multiply", x, y)),
    "negate": lambda v, a, x, y, k: v.add("negative", a),
    "sqrt": lambda v, a, x, y, k: v.add("sqrt", a),
    "exp": lambda v, a, x, y, k: v.add("exp", a),
    "log": lambda v, a, x, y, k: v.add("log", a),
    "min": lambda v, a, x, y, k: v.add("minimum", a, x),
    "max": lambda v, a, x, y, k: v.add("maximum", a, x),
    "min_scalar": lambda v, a, x, y, k: v.add("minimum", a, K(k)),
    "max_scalar": lambda v, a, x, y, k: v.add("maximum", a, K(k)),
    "at_least": lambda v, a, x, y, k: v.add("greater_equal", a, x),
    "at_most": lambda v, a, x, y, k: v.add("less_equal", a, x),
    "at_least_scalar": lambda v, a, x, y, k: v.add("greater_equal", a, K(k)),
    "at_most_scalar": lambda v, a, x, y, k: v.add("less_equal", a, K(k)),
    "select": lambda v, a, x, y, k: v.add("select", a, x, y),
    "add_load": lambda v, a, x, y, k: v.add("add", x, y),
    "sub_load": lambda v, a, x, y, k: v.add("subtract", x, y),
    "mul_load": lambda v, a, x, y, k: v.add("multiply", x, y),
}


class Generated:
    """A program as one Python function of (I, O, T): rows of inputs, outputs and temporaries."""

    def __init__(self, values, name, place=None, skip=()):
        """`place[i]` is the row of O that result i goes to; results in `skip` are made elsewhere."""
        place = place or list(range(len(values.results)))
        order = values.needed(skip)
        home = {}
        for i, v in enumerate(values.results):
            if i not in skip and values.nodes[v][0] != "input":
                home.setdefault(v, "O[%d]" % place[i])
        last = {}
        for at, v in enumerate(order):
            for o in values.nodes[v][1:]:
                if not isinstance(o, tuple):
                    last[o] = at
        free, self.temporaries = [], 0
        lines = []
        for at, v in enumerate(order):
            kind, *operands = values.nodes[v]
            if kind == "input":
                home[v] = "I[%d]" % operands[0]
                continue
            spent = [o for o in set(o for o in operands if not isinstance(o, tuple))
                     if last[o] == at and home[o][0] == "T"]
            # A ufunc may write over an operand; what is spent is free for its own result.
            if kind != "select":
                free += sorted(home[o] for o in spent)
            if v not in home:
                if not free:
                    free.append("T[%d]" % self.temporaries)
                    self.temporaries += 1
                home[v] = free.pop()
            if kind == "select":
                free += sorted(home[o] for o in spent)
            words = [repr(o[1]) if isinstance(o, tuple) else home[o] for o in operands]
            lines.append(self.line(kind, words, home[v]))
        for i, v in enumerate(values.results):
            target = "O[%d]" % place[i]
            if i not in skip and home[v] != target:
                lines.append("copyto(%s, %s)" % (target, home[v]))
        self.source = self.with_locals(name, lines)
        space = {n: getattr(np, n) for n in ("add", "subtract", "multiply", "divide", "negative", "sqrt", "exp", "log",
                                             "minimum", "maximum", "greater_equal", "less_equal", "copyto")}
        space.update(nan=np.nan, inf=np.inf)
        exec(compile(self.source, name, "exec"), space)
        self.function = space["run"]

    @staticmethod
    def line(kind, words, out):
        if kind == "full":
            return "%s.fill(%s)" % (out, words[0])
        if kind == "select":
            return "copyto(%s, %s); copyto(%s, %s, where=%s != 0)" % (out, words[2], out, words[1], words[0])
        return "%s(%s, out=%s)" % (kind, ", ".join(words), out)

    @staticmethod
    def with_locals(name, lines):
        """Rows are looked up once, before the first operation: a local name is quicker than T[12]."""
        import re
        rows = sorted(set(re.findall(r"[IOT]\[\d+\]", "\n".join(lines))))
        names = {row: row.replace("[", "").replace("]", "") for row in rows}
        body = re.sub(r"[IOT]\[\d+\]", lambda m: names[m.group()], "\n    ".join(lines))
        heads = "\n  ".join("%s = %s" % (names[row], row) for row in rows)
        ufuncs = "add=add, subtract=subtract, multiply=multiply, divide=divide, copyto=copyto"
        return "def bind(I, O, T, %s):\n  %s\n  def go():\n    %s\n  return go\nrun = bind\n" % (
            ufuncs, heads or "pass", body or "pass")


class RandomRows:
    """Rows of random numbers, normals first so that one call makes them all."""

    def __init__(self, rows, rng):
        self.rng = rng
        self.order = sorted(range(len(rows)), key=lambda i: (rows[i]["kind"] != "normal", i))
        self.place = {row: at for at, row in enumerate(self.order)}
        self.normals = sum(r["kind"] == "normal" for r in rows)
        self.others = [(self.place[i], rows[i]) for i in self.order[self.normals:]]

    def fill(self, Z):
        rng = self.rng
        rng.standard_normal(out=Z[:self.normals])
        for at, row in self.others:
            kind, z = row["kind"], Z[at]
            if kind == "uniform":
                rng.random(out=z)
            elif kind == "beta":
                z[:] = rng.beta(row["a"], row["b"], z.size)
            elif kind == "gamma":
                rng.standard_gamma(row["a"], out=z)
            else:  # chi-squared is twice a gamma of half the degrees of freedom
                rng.standard_gamma(row["a"] / 2, out=z)
                if kind == "chiSquared":
                    z *= 2
                else:
                    np.divide(row["a"] / 2, z, out=z)
                    np.sqrt(z, out=z)
                    if kind == "studentT":
                        z *= rng.standard_normal(z.size)


class Prelude:
    """What every scenario reads: correlated shocks by one product, single rows by one scaled addition, the rest by ufuncs."""

    def __init__(self, program, random):
        values = Values(program)
        forms = [values.affine(v) for v in values.results]
        mixed = [i for i, f in enumerate(forms) if f and len(f[1]) > 1]
        single = [i for i, f in enumerate(forms) if f and len(f[1]) <= 1]
        rest = [i for i, f in enumerate(forms) if not f]
        self.place = {i: at for at, i in enumerate(mixed + single + rest)}
        self.mixed, self.single = len(mixed), len(single)
        used = sorted({random.place[row] for i in mixed for row in forms[i][1]})
        self.span = slice(used[0], used[-1] + 1) if used else slice(0, 0)
        self.W = np.zeros((len(mixed), (used[-1] + 1 - used[0]) if used else 0))
        self.shift = np.array([[forms[i][0]] for i in mixed])
        for at, i in enumerate(mixed):
            for row, weight in forms[i][1].items():
                self.W[at, random.place[row] - used[0]] = weight
        self.source = np.array([random.place[next(iter(forms[i][1]), 0)] for i in single], dtype=int)
        self.scale = np.array([[next(iter(forms[i][1].values()), 0.0)] for i in single])
        self.add = np.array([[forms[i][0]] for i in single])
        self.plain = bool(len(single)) and bool((self.scale == 1).all() and (self.add == 0).all())
        relabelled = relabel(values, lambda row: random.place[row])
        self.rest = Generated(relabelled, "prelude", place=[self.place[i] for i in range(len(forms))],
                              skip=set(mixed + single))

    def bind(self, Z, P, T):
        go = self.rest.function(Z, P, T)
        mixed, single = P[:self.mixed], P[self.mixed:self.mixed + self.single]

        def run():
            np.matmul(self.W, Z[self.span], out=mixed)
            if self.shift.any():
                mixed.__iadd__(self.shift)
            np.take(Z, self.source, axis=0, out=single, mode="clip")
            if not self.plain:
                np.multiply(single, self.scale, out=single)
                np.add(single, self.add, out=single)
            go()
        return run


def relabel(values, new):
    """The same values reading other input rows."""
    values.nodes = [("input", new(n[1])) if n[0] == "input" else n for n in values.nodes]
    return values


class Judge:
    """What is counted of one scenario."""

    def __init__(self, listing, scenario):
        self.targets, self.groups = listing["targets"], listing["groups"]
        self.weighted, self.scale = scenario["isWeighted"], scenario["logWeightScale"]
        self.bounds = [t["bound"] for t in self.targets]
        # At most b is at least -b of the negative, so one comparison serves all one-sided targets.
        self.sign = np.array([[-1.0 if b[0] == "atMost" else 1.0] for b in self.bounds])
        self.low = np.array([[-b[1] if b[0] == "atMost" else b[1]] for b in self.bounds])
        self.two_sided = [i for i, b in enumerate(self.bounds) if b[0] == "within"]
        self.strict = [i for i, b in enumerate(self.bounds) if b[0] == "above"]
        self.draws = self.invalid = 0
        self.sum_w = self.sum_w2 = 0.0

    def bind(self, S, series, pilot_lanes, n):
        """S: judged series × lanes. Grids come from the first lanes; arrays are made once."""
        x = S[:, :pilot_lanes]
        x = np.where(np.isfinite(x), x, 0.0)
        center, spread = x.mean(axis=1, keepdims=True), x.std(axis=1, keepdims=True)
        span = np.maximum(16 * spread / BINS, np.maximum(abs(center), 1e-300) * 2.0 ** -40)
        self.per_width = 1 / 2 ** np.ceil(np.log2(span))
        self.center = center
        self.offset = center * self.per_width - BINS / 2
        self.start = (np.arange(len(S)) * CELLS)[:, None]
        self.series = np.asarray(series)
        self.gathered = not np.array_equal(self.series, np.arange(len(series)))
        rows, count = len(S), len(self.targets)
        self.D, self.E = np.empty((rows, n)), np.empty((rows, n))
        self.cells = np.empty((rows, n), dtype=np.intp)
        self.X, self.H = np.empty((count, n)), np.empty((count, n), dtype=bool)
        self.F, self.Q = np.empty((count, n)), np.empty((count, n))
        self.w, self.w2 = np.empty(n), np.empty(n)
        self.histogram = np.zeros(rows * CELLS)
        self.moments, self.shortfalls = np.zeros((4, rows)), np.zeros((4, count))
        self.least, self.most = np.full(rows, np.inf), np.full(rows, -np.inf)
        self.hits, self.hits2 = np.zeros(count), np.zeros(count)
        self.gained, self.lost, self.pairs = np.zeros(count + 1), np.zeros(count + 1), 0
        self.tables = []
        for group in self.groups:
            m = len(group["members"])
            small = m <= PATTERNED
            self.tables.append({
                "table": np.zeros((2, 1 << m if small else m + 1)),
                "pairs": None if small else np.zeros((2, m, m)), "only": None if small else np.zeros((2, m)),
                "powers": 2.0 ** np.arange(m) if small else np.ones(m)})

    def fold(self, S, valid, log_weights, baseline):
        n = S.shape[1]
        finite = np.isfinite(S).all(axis=0) & (valid >= 0.5)
        self.draws += n
        every = bool(finite.all())
        w = w2 = None
        if self.weighted:
            w, w2 = self.w[:n], self.w2[:n]
            np.subtract(log_weights, self.scale, out=w)
            np.exp(w, out=w)
            np.minimum(w, LARGEST_WEIGHT, out=w)
            finite &= np.isfinite(w)
            every = bool(finite.all())
            np.multiply(w, w, out=w2)
        if not every:
            self.invalid += n - int(finite.sum())
            S = S[:, finite]
            n = S.shape[1]
            if self.weighted:
                w, w2 = w[finite], w2[finite]
        self.sum_w += w.sum() if self.weighted else n
        self.sum_w2 += w2.sum() if self.weighted else n
        self.fold_series(S, n, w, w2)
        F = self.fold_targets(S, n, w, w2)
        for group, tally in zip(self.groups, self.tables):
            self.fold_group(group["members"], tally, F, n, w, w2)
        if not self.weighted:
            self.compare(finite if not every else None, n, baseline)

    def fold_series(self, S, n, w, w2):
        D, E, cells = self.D[:, :n], self.E[:, :n], self.cells[:, :n]
        np.subtract(S, self.center, out=D)
        np.minimum(self.least, S.min(axis=1), out=self.least)
        np.maximum(self.most, S.max(axis=1), out=self.most)
        if self.weighted:
            self.moments[0] += D @ w
            self.moments[2] += D @ w2
            np.multiply(D, D, out=E)
            self.moments[1] += E @ w
            self.moments[3] += E @ w2
        else:
            self.moments[0] += D.sum(axis=1)
            self.moments[1] += np.einsum("ij,ij->i", D, D)
        np.multiply(D, self.per_width, out=D)
        np.add(D, BINS / 2 + 1, out=D)
        np.maximum(D, 0, out=D)
        np.minimum(D, CELLS - 1, out=D)
        np.copyto(cells, D, casting="unsafe")
        cells += self.start
        weights = None if w is None else np.broadcast_to(w, cells.shape).ravel()
        self.histogram += np.bincount(cells.ravel(), weights, minlength=self.histogram.size)

    def fold_targets(self, S, n, w, w2):
        X, H, F, Q = self.X[:, :n], self.H[:, :n], self.F[:, :n], self.Q[:, :n]
        np.multiply(S[self.series] if self.gathered else S[:len(self.series)], self.sign, out=X)
        np.greater_equal(X, self.low, out=H)
        np.subtract(self.low, X, out=X)
        np.maximum(X, 0, out=X)
        for i in self.strict:
            np.greater(S[self.series[i]], self.bounds[i][1], out=H[i])
        for i in self.two_sided:
            _, low, high = self.bounds[i]
            x = S[self.series[i]]
            H[i] &= x <= high
            X[i] += np.maximum(x - high, 0)
        np.multiply(X, X, out=Q)
        np.copyto(F, H)
        if self.weighted:
            self.hits += F @ w
            self.hits2 += F @ w2
            for k, (a, v) in enumerate(((X, w), (Q, w), (X, w2), (Q, w2))):
                self.shortfalls[k] += a @ v
        else:
            count = np.count_nonzero(H, axis=1)
            self.hits += count
            self.hits2 += count
            self.shortfalls[0] += X.sum(axis=1)
            self.shortfalls[1] += Q.sum(axis=1)
        return F

    def fold_group(self, members, tally, F, n, w, w2):
        G = F[members[0]:members[-1] + 1] if members[-1] - members[0] + 1 == len(members) else F[members]
        code = (tally["powers"] @ G).astype(np.intp)
        size = tally["table"].shape[1]
        tally["table"][0] += np.bincount(code, w, minlength=size)
        if self.weighted:
            tally["table"][1] += np.bincount(code, w2, minlength=size)
        if tally["pairs"] is None:
            return
        once = code == len(members) - 1
        missed = 1 - G[:, once]
        for k, v in enumerate((w, w2) if self.weighted else (None,)):
            tally["pairs"][k] += G @ G.T if v is None else (G * v) @ G.T
            tally["only"][k] += missed.sum(axis=1) if v is None else missed @ v[once]

    def compare(self, finite, n, baseline):
        H = np.empty((len(self.targets) + 1, n), dtype=bool)
        H[:-1] = self.H[:, :n]
        headline = next((g["members"] for g in self.groups if g["id"] == "headline"), range(len(self.targets)))
        H[-1] = H[list(headline)].all(axis=0)
        if baseline is None or finite is not None or baseline[0] is not None:
            self.kept = (finite, H)
            return
        there = baseline[1]
        self.kept = (None, H)
        self.pairs += n
        self.gained += np.count_nonzero(H & ~there, axis=1)
        self.lost += np.count_nonzero(there & ~H, axis=1)

    def answer(self):
        w = self.sum_w
        headline = next((i for i, g in enumerate(self.groups) if g["id"] == "headline"), None)
        table = self.tables[headline]["table"][0] if headline is not None else None
        return {
            "probabilities": list(self.hits / w), "joint": None if table is None else table[-1] / w,
            "means": list(self.center[:, 0][self.series] + self.moments[0][self.series] / w),
            "shortfalls": list(self.shortfalls[0] / w), "effectiveDraws": w * w / self.sum_w2, "invalidDraws": self.invalid}


class Run:
    """One run: arrays for blocks of `lanes` draws, programs bound to them, and counters."""

    def __init__(self, listing, lanes, seed):
        rng = np.random.Generator(np.random.PCG64(seed))
        self.lanes = lanes
        scenarios = listing["scenarios"]
        first = scenarios[0]
        self.random = RandomRows(first["shared"], rng)
        # Rows of the scenarios' own stand after those all share.
        own = {}
        for s in scenarios:
            for place, row in zip(s["reservedPlaces"], s["reserved"]):
                own[place] = row
        self.own = RandomRows([own[p] for p in sorted(own)], rng)
        prelude = Prelude(first["prelude"], self.random)
        outputs = first["prelude"]["outputs"]
        rank = {p: outputs + self.own.place[i] for i, p in enumerate(sorted(own))}
        self.Z = np.empty((len(first["shared"]), lanes))
        self.P = np.empty((outputs + len(own), lanes))
        self.first_own = outputs
        programs = []
        for s in scenarios:
            values = relabel(Values(s["program"]), lambda row: prelude.place[row] if row < outputs else rank[row])
            programs.append((s, Generated(values, s["id"], place=listing["order"] + list(
                range(len(listing["order"]), s["program"]["outputs"])))))
        rows = max(g.temporaries for g in [prelude.rest] + [g for _, g in programs])
        self.T = np.empty((rows, lanes))
        self.prelude = prelude.bind(self.Z, self.P, self.T)
        self.bound = []
        extra = len(listing["composed"])
        for s, g in programs:
            # Judged rows first; composed series are written just after the program's own judged rows.
            O = np.empty((s["program"]["outputs"] + extra, lanes))
            self.bound.append((O, g.function(self.P, self.at(O, listing, s), self.T), Judge(listing, s), s))
        self.listing = listing
        self.judged = listing["judged"]
        self.extra = extra
        self.started = False

    def at(self, O, listing, scenario):
        """Rows of a program's outputs: judged ones 0 …, then a gap for composed series, then the rest."""
        judged, extra = listing["judged"], len(listing["composed"])
        return [O[i if i < judged else i + extra] for i in range(scenario["program"]["outputs"])]

    def block(self, lanes):
        self.random.fill(self.Z)
        if len(self.P) > self.first_own:
            self.own.fill(self.P[self.first_own:])
        self.prelude()
        judged, extra = self.judged, self.extra
        baseline = None
        for O, go, judge, scenario in self.bound:
            go()
            for i, forms in enumerate(self.listing["composed"]):
                self.compose(forms, O, O[judged + i])
            S = O[:judged + extra, :lanes]
            count = len(self.listing["order"]) + extra
            if not self.started:
                judge.bind(S, self.listing["series"], min(lanes, 256), self.lanes)
            judge.fold(S, O[count, :lanes], O[count + 1, :lanes] if scenario["isWeighted"] else None, baseline)
            if baseline is None and not judge.weighted:
                baseline = judge.kept
        self.started = True

    def compose(self, forms, O, out):
        """The worse of several differences of rows, for a target that wants all of them above zero."""
        np.copyto(out, self.form(forms["forms"][0], O))
        worse = np.maximum if forms["atMost"] else np.minimum
        for form in forms["forms"][1:]:
            worse(out, self.form(form, O), out=out)

    @staticmethod
    def form(terms, O):
        total = None
        for coefficient, row in terms:
            part = O[row] if coefficient == 1 else coefficient * O[row]
            total = part if total is None else total + part
        return total

    def run(self, draws):
        start = time.process_time()
        done = 0
        with np.errstate(all="ignore"):
            while done < draws:
                lanes = min(self.lanes, draws - done)
                self.block(lanes)
                done += lanes
        return time.process_time() - start

    def answers(self):
        return [dict(judge.answer(), id=s["id"]) for _, _, judge, s in self.bound]


def tuned(listing):
    """Lanes of the quickest block, and the seconds a draw took with each size tried."""
    tried = {}
    for lanes in (1024, 2048, 4096, 8192, 16384):
        tried[lanes] = min(Run(listing, lanes, 1).run(16384) for _ in range(2)) / 16384
    return min(tried, key=tried.get), tried


def main():
    with open(sys.argv[1], encoding="utf-8") as file:
        listing = json.load(file)
    lanes, seed = 4096, 1
    for line in sys.stdin:
        command, *arguments = line.split()
        if command == "quit":
            break
        if command == "tune":
            lanes, tried = tuned(listing)
            print(json.dumps({"lanes": lanes, "nanoseconds": {str(k): v * 1e9 for k, v in tried.items()}}), flush=True)
            continue
        run = Run(listing, lanes, seed)
        seed += 1
        seconds = run.run(int(arguments[0]))
        print(json.dumps({"seconds": seconds, "lanes": lanes, "numpy": np.__version__, "scenarios": run.answers()}),
              flush=True)


if __name__ == "__main__":
    main()
