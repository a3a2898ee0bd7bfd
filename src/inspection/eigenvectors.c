#include "inspection/eigenvectors.h"

#include "kernels/scalar_math.h"

#define MOST_SWEEPS 30 /* they converge quadratically; eight are usual */

static double absolute(double x) {
	return x < 0 ? -x : x;
}

/* Turns rows and columns p and q of the matrix, and the vectors, by the angle that makes element (p, q) 0:
 *   cot 2φ = (a_qq - a_pp) / 2a_pq      t = tan φ, the smaller root of t² + 2·cot 2φ·t - 1 = 0. */
static void rotate(double *a, double *vectors, size_t n, size_t p, size_t q) {
	double cot = (a[q * n + q] - a[p * n + p]) / (2 * a[p * n + q]);
	double t = 1 / (absolute(cot) + scalar_sqrt(cot * cot + 1));
	if (cot < 0) t = -t;
	double c = 1 / scalar_sqrt(t * t + 1), s = t * c;
	for (size_t k = 0; k < n; k++) {
		double x = a[k * n + p], y = a[k * n + q];
		a[k * n + p] = c * x - s * y;
		a[k * n + q] = s * x + c * y;
	}
	for (size_t k = 0; k < n; k++) {
		double x = a[p * n + k], y = a[q * n + k];
		a[p * n + k] = c * x - s * y;
		a[q * n + k] = s * x + c * y;
		x = vectors[k * n + p], y = vectors[k * n + q];
		vectors[k * n + p] = c * x - s * y;
		vectors[k * n + q] = s * x + c * y;
	}
	a[p * n + q] = a[q * n + p] = 0;
}

/* Whether an element is nothing beside the two of the diagonal that its rotation would change. */
static int is_small(const double *a, size_t n, size_t p, size_t q) {
	double diagonal = absolute(a[p * n + p]) + absolute(a[q * n + q]);
	return absolute(a[p * n + q]) <= 1e-18 * diagonal || a[p * n + q] == 0;
}

static void sort_falling(double *values, double *vectors, size_t n) {
	for (size_t i = 0; i < n; i++) {
		size_t largest = i;
		for (size_t k = i + 1; k < n; k++)
			if (values[k] > values[largest]) largest = k;
		double value = values[i];
		values[i] = values[largest], values[largest] = value;
		for (size_t k = 0; k < n; k++) {
			double element = vectors[k * n + i];
			vectors[k * n + i] = vectors[k * n + largest];
			vectors[k * n + largest] = element;
		}
	}
}

void eigenvectors(double *matrix, size_t n, double *values, double *vectors) {
	for (size_t i = 0; i < n * n; i++) vectors[i] = i % (n + 1) == 0;
	size_t rotations = 1;
	for (int sweep = 0; sweep < MOST_SWEEPS && rotations; sweep++) {
		rotations = 0;
		for (size_t p = 0; p < n; p++)
			for (size_t q = p + 1; q < n; q++) {
				if (is_small(matrix, n, p, q)) continue;
				rotate(matrix, vectors, n, p, q);
				rotations++;
			}
	}
	for (size_t i = 0; i < n; i++) values[i] = matrix[i * n + i];
	sort_falling(values, vectors, n);
}
