"""Independent estimates of the growth model's panel equations, with numpy only.

Run from this folder: python3 estimate.py > equations.csv
Reads datasets/communiques/*.csv of the repository, regions without the nation: what can have been known in January 2020 (a year's figure as published comes out in February, an estimate or
first release in January; later vintages when the remark says). Growth y on a driver and a linear trend, errors clustered by region (homoskedastic where those are larger),
residuals beyond six robust standard deviations set aside once.
"""

import csv
import pathlib
import re

import numpy as np

folder = pathlib.Path(__file__).resolve().parents[3] / "datasets" / "communiques"
LAST = 2019
QUALITY = {"official": 0, "press": 1, "third_party_copy": 2}

STAGES = ["预计", "preliminary", "unmarked", "revised", "final"]
DELAY = {"预计": 1, "preliminary": 1, "unmarked": 2, "revised": 7, "final": 13}


def stage_of(note):
    if "预计" in note:
        return "预计"
    if "final" in note or "最终核实" in note:
        return "final"
    if "revised" in note or "初步核实" in note:
        return "revised"
    if "first estimate" in note or "preliminary" in note:
        return "preliminary"
    return "unmarked"


def known_from(year, stage, note):
    """Month, counted from year 0."""
    release = re.search(r"((?:19|20)\d\d)-(0[1-9]|1[0-2])", note)
    if stage != "unmarked" and release:
        return 12 * int(release[1]) + int(release[2]) - 1
    return 12 * year + 11 + DELAY[stage]


best = {}
for name in ("hubei.csv", "china.csv"):
    with open(folder / name, encoding="utf-8-sig") as file:
        for row in csv.DictReader(file):
            usable = row["level"] != "nation" and row["kind"] == "outturn" and re.fullmatch(r"\d{4}", row["period"]) and row["growth_pct"]
            if not usable or "INCONSISTENT" in row["note"] or int(row["period"]) > LAST:
                continue
            stage = stage_of(row["note"])
            if known_from(int(row["period"]), stage, row["note"]) > 12 * 2020:
                continue
            rank = (QUALITY[row["source_quality"]], -STAGES.index(stage))
            key = (row["region_en"], int(row["period"]), row["indicator"])
            if key not in best or rank < best[key][0]:
                best[key] = (rank, float(row["growth_pct"]))

growth = {key: value for key, (_, value) in best.items()}


def fit(rows):
    region = np.array([r[0] for r in rows])
    trend = np.array([r[1] - LAST for r in rows], float)
    y = np.array([r[2] for r in rows])
    drivers = [] if rows[0][3] is None else [np.array([r[3] for r in rows])]
    x = np.column_stack([np.ones(len(rows)), *drivers, trend])
    inverse = np.linalg.inv(x.T @ x)
    b = inverse @ x.T @ y
    e = y - x @ b
    n, k = x.shape
    groups = sorted(set(region))
    scores = [x[region == g].T @ e[region == g] for g in groups]
    meat = sum(np.outer(s, s) for s in scores)
    factor = len(groups) / (len(groups) - 1) * (n - 1) / (n - k)
    clustered = factor * inverse @ meat @ inverse
    plain = inverse * (e @ e) / (n - k)
    decisive = 1 if drivers else 0
    covariance = clustered if clustered[decisive, decisive] >= plain[decisive, decisive] else plain
    return b, covariance, e, np.sqrt(e @ e / (n - k)), len(groups)


def estimate(variable, driver):
    rows = []
    for (region, year, name), value in sorted(growth.items()):
        if name != variable:
            continue
        key = None if driver is None else (region, year - 1, variable) if driver == "lag" else (region, year, driver)
        if key is None or key in growth:
            rows.append((region, year, value, None if key is None else growth[key]))
    if len(rows) < 20 or len({r[0] for r in rows}) < 8:
        return None
    b, v, e, sigma, regions = fit(rows)
    limit = 6 * 1.4826 * np.median(np.abs(e))
    kept = [r for r, u in zip(rows, e) if abs(u) <= limit]
    aside = [f"{r[0]} {r[1]}" for r, u in zip(rows, e) if abs(u) > limit]
    if aside:
        b, v, e, sigma, regions = fit(kept)
    last = len(b) - 1
    level, variance = b[0] + b[last], v[0, 0] + v[last, last] + 2 * v[0, last]
    if driver is None:
        return [level, np.sqrt(variance), 0, 0, 0, b[last], sigma, len(kept), regions, "; ".join(aside)]
    covariance = v[0, 1] + v[1, last]
    centre = -covariance / v[1, 1]
    error = np.sqrt(variance - covariance**2 / v[1, 1])
    return [level + b[1] * centre, error, centre, b[1], np.sqrt(v[1, 1]), b[last], sigma, len(kept), regions, "; ".join(aside)]


if __name__ == "__main__":
    print("variable,anchor,anchor_se,driver_mean,slope,slope_se,trend,sigma,observations,regions,set_aside")
    equations = [("gdp", "lag"), ("fai", None)] + [
        (name, "gdp")
        for name in (
            "va_primary va_secondary va_tertiary industrial_va budget_revenue retail trade fdi urban_income rural_income"
        ).split()
    ]
    for variable, driver in equations:
        result = estimate(variable, driver)
        if result is not None:
            print(variable, *(repr(float(x)) for x in result[:7]), *result[7:9], f'"{result[9]}"', sep=",")
