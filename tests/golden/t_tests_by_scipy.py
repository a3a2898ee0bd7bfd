"""Writes t_tests.json beside this script: Student's t distribution and t tests of made-up groups. Needs SciPy 1.10."""

import json
from pathlib import Path

import numpy
from scipy import special, stats

rng = numpy.random.default_rng(7)


def critical(alpha, freedom):
    # stats.t.ppf is within 1e-9 or so alone; the inverse of the incomplete beta function is exact to the last digits.
    x = special.betaincinv(freedom / 2, 0.5, alpha)
    return (freedom * (1 - x) / x) ** 0.5


def interval(mean, error, freedom):
    reach = critical(0.05, freedom) * error
    return {"mean": mean, "low": mean - reach, "high": mean + reach, "freedom": freedom}


def paired(a, b):
    d = b - a
    result = interval(d.mean(), d.std(ddof=1) / len(d) ** 0.5, len(d) - 1)
    return {**result, "p": stats.ttest_rel(b, a).pvalue}


def welch(a, b):
    u, v = a.var(ddof=1) / len(a), b.var(ddof=1) / len(b)
    freedom = (u + v) ** 2 / (u**2 / (len(a) - 1) + v**2 / (len(b) - 1))
    result = interval(b.mean() - a.mean(), (u + v) ** 0.5, freedom)
    return {**result, "p": stats.ttest_ind(b, a, equal_var=False).pvalue}


def groups(n, m, apart, spread):
    return rng.normal(0.8, 0.01, n), rng.normal(0.8 + apart, spread, m)


def case(n, m, apart, spread):
    a, b = groups(n, m, apart, spread)
    tests = {"welch": welch(a, b), **({"paired": paired(a, b)} if n == m else {})}
    return {"a": a.tolist(), "b": b.tolist(), **tests}


freedoms = [1, 2, 3, 4.7, 9, 29.5, 100, 1998]
contents = {
    "two_sided": [[t, f, 2 * stats.t.sf(t, f)] for f in freedoms for t in (0, 1e-6, 0.1, 0.7, 1, 2.5, 6, 40)],
    "critical": [[alpha, f, critical(alpha, f)] for f in freedoms for alpha in (0.5, 0.1, 0.05, 0.01)],
    "groups": [
        case(*sizes, apart, spread)
        for sizes in ((2, 2), (3, 3), (10, 10), (30, 30), (5, 12), (2, 9))
        for apart, spread in ((0, 0.01), (0.02, 0.01), (0.005, 0.03))
    ],
}
path = Path(__file__).with_name("t_tests.json")
path.write_text(json.dumps(contents, indent="\t", default=float) + "\n")
