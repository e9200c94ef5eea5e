"""Writes datasets/us-quarterly/us-quarterly.csv from the St. Louis Fed database that gretl ships.

Debian's package gretl-data 2022c-1 has it as usr/share/gretl/db/fedstl.idx (names, frequencies, spans) and fedstl.bin
(the values one after the other, 4-byte floats); this script reads both:

    apt-get download gretl-data && dpkg -x gretl-data_2022c-1_all.deb x
    python3 extract.py x/usr/share/gretl/db/fedstl > datasets/us-quarterly/us-quarterly.csv

Monthly series are averaged over the quarter. Published values are rounded to seven digits, all a 4-byte float holds;
values computed here from those are written in full, so that the identities between them hold.
"""

import math
import re
import struct
import sys

FIRST, LAST = 1973 * 4, 2019 * 4 + 3
PUBLISHED = {  # our name: FRED's
    "y": "gdpc1", "cn": "pcecc96", "i": "gpdic1", "g": "gcec1", "x": "expgsc1", "m": "impgsc1",
    "yn": "gdp", "xn": "expgs", "mn": "impgs", "yd": "dpic96", "ypot": "gdppot", "pc": "pcectpi",
    "w": "compnfb", "prod": "ophnfb", "u": "unrate", "rs": "fedfunds", "rl": "gs10", "e": "twexmmth",
    "poil": "ppieng",
}


def database(base):
    lines = [line.rstrip("\n") for line in open(base + ".idx", encoding="latin-1")][1:]
    raw = open(base + ".bin", "rb").read()
    at, series = 0, {}
    for head, span in zip(lines[::2], lines[1::2]):
        frequency, start, n = re.match(r"(\w)\s+(\S+) - \S+\s+n = (\d+)", span).groups()
        values = struct.unpack("<%df" % int(n), raw[at : at + 4 * int(n)])
        series[head.split(None, 1)[0]] = (frequency, start, values)
        at += 4 * int(n)
    assert at == len(raw)
    return series


def quarterly(frequency, start, values):
    year, part = (int(s) for s in start.split("."))
    first = year * (4 if frequency == "Q" else 12) + part - 1
    groups = {}
    for i, value in enumerate(values):
        groups.setdefault(first + i if frequency == "Q" else (first + i) // 3, []).append(value)
    return {q: float("%.7g" % (sum(v) / len(v))) for q, v in groups.items()}


def main():
    series = database(sys.argv[1])
    data = {name: quarterly(*series[source]) for name, source in PUBLISHED.items()}
    names = ["y", "cn", "i", "g", "x", "m", "chain", "yd", "ypot", "p", "pc", "px", "pm", "poil", "w", "prod"]
    names += ["ulc", "u", "rs", "rl", "e", "time", "yn", "tb", "infl", "gap"]
    print("period," + ",".join(names))
    for q in range(FIRST, LAST + 1):
        d = {name: values[q] for name, values in data.items()}
        d["chain"] = d["y"] - (d["cn"] + d["i"] + d["g"] + d["x"] - d["m"])
        d["p"], d["px"], d["pm"] = (100 * d[n] / d[r] for n, r in (("yn", "y"), ("xn", "x"), ("mn", "m")))
        d["ulc"] = 100 * d["w"] / d["prod"]
        d["tb"] = d["xn"] - d["mn"]
        d["infl"] = 100 * (d["pc"] / data["pc"][q - 4] - 1)
        d["gap"] = 100 * (math.log(d["y"]) - math.log(d["ypot"]))
        d["time"] = q / 4 - 2000
        print("%dQ%d," % (q // 4, q % 4 + 1) + ",".join(repr(d[name]) for name in names))


main()
