#!/usr/bin/env python3
"""Finds the coefficients of tanh in src/kernels/activations.h.

Run:  python3 tools/fit_tanh.py        (needs numpy; takes a minute)

tanh(x) is computed from t = x * P(s) / Q(s), s = x * x, both polynomials of degree 2, which is near the
tangent of half the angle, tanh(x / 2): tanh(x) = 2 t / (1 + t * t). Wanted are the coefficients for which
the largest relative error of tanh(x) on [0, LIMIT] is smallest.

First in real numbers. Asking that P = f * Q with f = tanh(x / 2) / x is linear in the coefficients once
Q(0) = 1, so that a weighted least-squares fit finds them for given weights. Lawson's method (C. L. Lawson,
1961) leads from there to the smallest largest error: points with a large error get more weight, and the fit
is repeated. Dividing each equation by the Q of the last fit makes its error that of P / Q, and the factor
(1 - t * t) / (1 + t * t) says what of it is seen in tanh(x).

Then in floats. Every operation rounds, and rounded coefficients add to that what a little luck can take
away: coefficients near the fitted ones are tried, and what is better over many floats x is kept.
"""

import numpy as np

LIMIT = 8.0
DEGREE = 2
POINTS = 4000
ROUNDS = 3000
TRIED = 3000
SAMPLES = 100_000


def powers(s, first):
    """Columns s^first to s^DEGREE."""
    return s[:, None] ** np.arange(first, DEGREE + 1)


def least_squares(matrix, right):
    """The solution; columns are scaled to length 1, as powers of s differ by many orders."""
    lengths = np.linalg.norm(matrix, axis=0)
    return np.linalg.lstsq(matrix / lengths, right, rcond=None)[0] / lengths


def fit():
    """The best P and Q, lowest power first, P's highest 1, and their largest relative error."""
    angle = (np.arange(POINTS) + 0.5) / POINTS * np.pi
    # Denser at both ends, where the errors of such fits peak, and away from 0, where f is 0 / 0.
    x = (1 - np.cos(angle)) / 2 * LIMIT + 1e-6
    s, half = x * x, np.tanh(x / 2)
    f = half / x
    seen = (1 - half**2) / (1 + half**2)
    matrix = np.concatenate([powers(s, 0), -f[:, None] * powers(s, 1)], axis=1)
    weights, q_values = np.full(POINTS, 1 / POINTS), np.ones(POINTS)
    best = (np.inf, None, None)
    for _ in range(ROUNDS):
        scale = np.sqrt(weights) * seen / (f * q_values)
        solution = least_squares(matrix * scale[:, None], f * scale)
        p, q = solution[: DEGREE + 1], np.concatenate([[1.0], solution[DEGREE + 1 :]])
        q_values = powers(s, 0) @ q
        t = x * (powers(s, 0) @ p) / q_values
        errors = np.abs(2 * t / (1 + t * t) / np.tanh(x) - 1)
        if errors.max() < best[0]:
            best = (errors.max(), p / p[DEGREE], q / p[DEGREE])
        weights *= errors / errors.max() + 1e-3  # no point ever loses its weight
        weights /= weights.sum()
    return best


def float_error(coefficients, x, exact):
    """The largest relative error of the float arithmetic of activations.h."""
    p1, p0, q2, q1, q0 = coefficients
    s = x * x
    n = x * ((s + p1) * s + p0)
    q = (s * q2 + q1) * s + q0
    return np.abs(((n + n) * q / (q * q + n * n)).astype(np.float64) / exact - 1).max()


def in_floats(p, q):
    """Float coefficients near p and q, and their largest relative error over the samples."""
    draw = np.random.default_rng(1)
    x = np.exp(draw.uniform(np.log(1e-3), np.log(LIMIT), SAMPLES)).astype(np.float32)
    exact = np.tanh(x.astype(np.float64))
    best = np.array([p[1], p[0], q[2], q[1], q[0]], dtype=np.float32)
    error = float_error(best, x, exact)
    for tried in range(TRIED):
        reach = (200, 40, 6)[tried % 3]  # in units of the last place
        steps = draw.integers(-reach, reach + 1, best.size).astype(np.int32)
        candidate = (best.view(np.int32) + steps).view(np.float32)
        found = float_error(candidate, x, exact)
        if found < error:
            best, error = candidate, found
    return best, error


def main():
    error, p, q = fit()
    print(f"largest relative error {error:.2g} in real numbers")
    coefficients, error = in_floats(p, q)
    print(f"{error:.2g} in floats (other draws lead to others as good)")
    for name, coefficient in zip(("P, s^1", "P, s^0", "Q, s^2", "Q, s^1", "Q, s^0"), coefficients):
        print(f"{name}: {coefficient:.9g}")


if __name__ == "__main__":
    main()
