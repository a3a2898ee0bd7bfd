#!/usr/bin/env python3
"""Finds the coefficients of tanh in src/kernels/activations.h.

Run:  python3 tools/fit_tanh.py        (needs numpy; takes two seconds)

tanh(x) is approximated by x * P(s) / Q(s) with s = x * x, both polynomials of degree 4, on [0, LIMIT].
Wanted are the coefficients whose largest relative error is smallest. Asking that P = f * Q with
f = tanh(x) / x is linear in the coefficients once Q(0) = 1, so that a weighted least-squares fit
finds them for given weights. Lawson's method (C. L. Lawson, 1961) leads from there to the smallest
largest error: points with a large error get more weight, and the fit is repeated. Dividing each
equation by the Q of the last fit makes its error that of P / Q.

The digits after the ninth depend on the linear algebra library; a float keeps fewer than eight.
"""

import numpy as np

LIMIT = 8.0
DEGREE = 4
POINTS = 4000
ROUNDS = 3000


def powers(s, first):
    """Columns s^first to s^DEGREE."""
    return s[:, None] ** np.arange(first, DEGREE + 1)


def least_squares(matrix, right):
    """The solution; columns are scaled to length 1, as powers of s differ by many orders."""
    lengths = np.linalg.norm(matrix, axis=0)
    return np.linalg.lstsq(matrix / lengths, right, rcond=None)[0] / lengths


def fit():
    """The best P and Q, lowest power first, and their largest relative error."""
    angle = (np.arange(POINTS) + 0.5) / POINTS * np.pi
    # Denser at both ends, where the errors of such fits peak, and away from 0, where f is 0 / 0.
    x = (1 - np.cos(angle)) / 2 * LIMIT + 1e-6
    s, f = x * x, np.tanh(x) / x
    matrix = np.concatenate([powers(s, 0), -f[:, None] * powers(s, 1)], axis=1)
    weights, q_values = np.full(POINTS, 1 / POINTS), np.ones(POINTS)
    best = (np.inf, None, None)
    for _ in range(ROUNDS):
        scale = np.sqrt(weights) / (f * q_values)
        solution = least_squares(matrix * scale[:, None], f * scale)
        p, q = solution[: DEGREE + 1], np.concatenate([[1.0], solution[DEGREE + 1 :]])
        q_values = powers(s, 0) @ q
        errors = np.abs(powers(s, 0) @ p / (q_values * f) - 1)
        if errors.max() < best[0]:
            best = (errors.max(), p, q)
        weights *= errors / errors.max() + 1e-3  # no point ever loses its weight
        weights /= weights.sum()
    return best


def main():
    error, p, q = fit()
    print(f"largest relative error {error:.2g}")
    for name, polynomial in (("P", p), ("Q", q)):
        for power, coefficient in enumerate(polynomial):
            print(f"{name}, s^{power}: {coefficient:.12e}")


if __name__ == "__main__":
    main()
