#include "inspection/principal_plane.h"

#include <string.h>

#include "inspection/eigenvectors.h"
#include "kernels/random.h"
#include "kernels/scalar_math.h"

#define MOST_STEPS 100
#define RESIDUE    1e-9 /* of the covariance times an axis beside that axis, against the largest variance */

principal_plane principal_plane_layout(arena *memory, size_t dimensions) {
	principal_plane plane;
	memset(&plane, 0, sizeof plane);
	plane.dimensions = dimensions;
	plane.vectors = dimensions < PLANE_VECTORS ? dimensions : PLANE_VECTORS;
	plane.mean = arena_take(memory, dimensions, sizeof(double));
	plane.covariance = arena_take(memory, dimensions * dimensions, sizeof(double));
	plane.basis = arena_take(memory, plane.vectors * dimensions, sizeof(double));
	plane.image = arena_take(memory, plane.vectors * dimensions, sizeof(double));
	plane.turned = arena_take(memory, plane.vectors * dimensions, sizeof(double));
	return plane;
}

static double dot_double(const double *a, const double *b, size_t count) {
	double sum = 0;
	for (size_t i = 0; i < count; i++) sum += a[i] * b[i];
	return sum;
}

static void find_covariance(principal_plane *plane, const float *points, size_t count) {
	size_t n = plane->dimensions;
	memset(plane->mean, 0, n * sizeof(double));
	memset(plane->covariance, 0, n * n * sizeof(double));
	for (size_t p = 0; p < count; p++)
		for (size_t d = 0; d < n; d++) plane->mean[d] += (double)points[p * n + d] / (double)count;
	double *centred = plane->turned; /* (D) */
	for (size_t p = 0; p < count; p++) {
		for (size_t d = 0; d < n; d++) centred[d] = (double)points[p * n + d] - plane->mean[d];
		for (size_t d = 0; d < n; d++)
			for (size_t e = d; e < n; e++) plane->covariance[d * n + e] += centred[d] * centred[e];
	}
	plane->total = 0;
	for (size_t d = 0; d < n; d++) {
		for (size_t e = d; e < n; e++) {
			plane->covariance[d * n + e] /= (double)count;
			plane->covariance[e * n + d] = plane->covariance[d * n + e];
		}
		plane->total += plane->covariance[d * n + d];
	}
}

/* Makes the basis orthonormal, each vector against those before it, twice for what rounding leaves (Gram and Schmidt). A vector
 * that has nothing left becomes 0: no variance is lost with it. */
static void orthonormalize(principal_plane *plane) {
	size_t n = plane->dimensions;
	for (size_t v = 0; v < plane->vectors; v++) {
		double *own = plane->basis + v * n, before = scalar_sqrt(dot_double(own, own, n));
		for (int round = 0; round < 2; round++)
			for (size_t w = 0; w < v; w++) {
				const double *other = plane->basis + w * n;
				double part = dot_double(own, other, n);
				for (size_t d = 0; d < n; d++) own[d] -= part * other[d];
			}
		double length = scalar_sqrt(dot_double(own, own, n));
		double scale = length > 1e-12 * before ? 1 / length : 0;
		for (size_t d = 0; d < n; d++) own[d] *= scale;
	}
}

/* to (P, D) = the rows of `from` (P, D), mixed by the columns of `vectors` (P, P). */
static void mix(double *to, const double *from, const double *vectors, size_t count, size_t dimensions) {
	memset(to, 0, count * dimensions * sizeof *to);
	for (size_t v = 0; v < count; v++)
		for (size_t w = 0; w < count; w++)
			for (size_t d = 0; d < dimensions; d++)
				to[v * dimensions + d] += vectors[w * count + v] * from[w * dimensions + d];
}

/* Turns basis and image so that the covariance is diagonal within them (Rayleigh and Ritz). */
static void turn_basis(principal_plane *plane) {
	double within[PLANE_VECTORS * PLANE_VECTORS], vectors[PLANE_VECTORS * PLANE_VECTORS];
	size_t n = plane->dimensions, count = plane->vectors;
	for (size_t v = 0; v < count; v++)
		for (size_t w = v; w < count; w++)
			within[v * count + w] = within[w * count + v] =
			    dot_double(plane->image + v * n, plane->basis + w * n, n);
	eigenvectors(within, count, plane->variances, vectors);
	mix(plane->turned, plane->basis, vectors, count, n);
	memcpy(plane->basis, plane->turned, count * n * sizeof(double));
	mix(plane->turned, plane->image, vectors, count, n);
	memcpy(plane->image, plane->turned, count * n * sizeof(double));
}

static bool is_found(const principal_plane *plane) {
	size_t n = plane->dimensions;
	double limit = RESIDUE * plane->variances[0];
	for (size_t v = 0; v < 2 && v < plane->vectors; v++) {
		double squares = 0;
		for (size_t d = 0; d < n; d++) {
			double beside = plane->image[v * n + d] - plane->variances[v] * plane->basis[v * n + d];
			squares += beside * beside;
		}
		if (squares > limit * limit) return false;
	}
	return true;
}

void principal_plane_find(principal_plane *plane, const float *points, size_t count) {
	size_t n = plane->dimensions, size = plane->vectors * n;
	find_covariance(plane, points, count);
	random_stream stream =
	    random_stream_of(0, RANDOM_INITIAL_VALUES, 0); /* any start does, if it is always the same */
	for (size_t i = 0; i < size; i++) plane->basis[i] = random_normal(&stream);
	for (int step = 0; step < MOST_STEPS; step++) {
		orthonormalize(plane);
		for (size_t v = 0; v < plane->vectors; v++)
			for (size_t d = 0; d < n; d++)
				plane->image[v * n + d] = dot_double(plane->basis + v * n, plane->covariance + d * n, n);
		turn_basis(plane);
		if (is_found(plane)) return;
		memcpy(plane->basis, plane->image, size * sizeof(double));
	}
	orthonormalize(plane);
}

void principal_plane_place(const principal_plane *plane, const float *point, double place[2]) {
	size_t n = plane->dimensions;
	for (size_t v = 0; v < 2; v++) {
		place[v] = 0;
		for (size_t d = 0; v < plane->vectors && d < n; d++)
			place[v] += ((double)point[d] - plane->mean[d]) * plane->basis[v * n + d];
	}
}
