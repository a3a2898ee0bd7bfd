/* Proves that Jacobi's rotations give eigenvectors, and that the plane is the one in which points spread most: for clouds
 * with known axes, for as many dimensions as the iteration takes in one step and for more, and for clouds without any spread. */
#include "../kernels/guarded.h"
#include "inspection/eigenvectors.h"
#include "inspection/principal_plane.h"
#include "within.h"

#include <math.h>

static void rotations_give_eigenvectors(void **state) {
	(void)state;
	for (size_t n = 1; n <= PLANE_VECTORS; n++) {
		double matrix[PLANE_VECTORS * PLANE_VECTORS], copy[PLANE_VECTORS * PLANE_VECTORS];
		double vectors[PLANE_VECTORS * PLANE_VECTORS], values[PLANE_VECTORS];
		uint64_t seed = n;
		for (size_t i = 0; i < n; i++)
			for (size_t k = 0; k <= i; k++) matrix[i * n + k] = matrix[k * n + i] = (double)test_value(&seed);
		memcpy(copy, matrix, sizeof copy);
		eigenvectors(matrix, n, values, vectors);
		for (size_t v = 0; v < n; v++) {
			if (v) assert_true(values[v] <= values[v - 1]);
			for (size_t i = 0; i < n; i++) {
				double image = 0;
				for (size_t k = 0; k < n; k++) image += copy[i * n + k] * vectors[k * n + v];
				assert_within(image, values[v] * vectors[i * n + v], 1e-13);
			}
			for (size_t w = 0; w < n; w++) {
				double product = 0;
				for (size_t k = 0; k < n; k++) product += vectors[k * n + v] * vectors[k * n + w];
				assert_within(product, v == w, 1e-13);
			}
		}
	}
}

enum { POINTS = 60, MOST_DIMENSIONS = 41 };
static float points[POINTS * MOST_DIMENSIONS];

static principal_plane open_plane(arena *memory, size_t dimensions) {
	arena counting = arena_counting();
	principal_plane_layout(&counting, dimensions);
	assert_true(arena_open(memory, counting.used));
	return principal_plane_layout(memory, dimensions);
}

/* The axes are eigenvectors of the covariance, computed here from the points: covariance · axis = variance · axis. */
static void check_axes(const principal_plane *plane, size_t n) {
	double mean[MOST_DIMENSIONS] = {0}, image[2][MOST_DIMENSIONS] = {{0}}, total = 0;
	for (size_t p = 0; p < POINTS; p++)
		for (size_t d = 0; d < n; d++) mean[d] += (double)points[p * n + d] / POINTS;
	for (size_t p = 0; p < POINTS; p++) {
		double place[2], along[2] = {0, 0};
		principal_plane_place(plane, points + p * n, place);
		for (size_t d = 0; d < n; d++) {
			double off = (double)points[p * n + d] - mean[d];
			total += off * off / POINTS;
			for (size_t v = 0; v < 2; v++) along[v] += off * plane->basis[v * n + d];
		}
		for (size_t v = 0; v < 2; v++) {
			assert_within(place[v], along[v], 1e-12);
			for (size_t d = 0; d < n; d++)
				image[v][d] += along[v] * ((double)points[p * n + d] - mean[d]) / POINTS;
		}
	}
	assert_within(plane->total, total, 1e-12 * total);
	for (size_t v = 0; v < 2; v++)
		for (size_t d = 0; d < n; d++)
			assert_within(image[v][d], plane->variances[v] * plane->basis[v * n + d],
			              2e-9 * plane->variances[0]);
}

/* Random points, spread by 4 along one direction and by 3 along another that is at a right angle to it. */
static void make_cloud(size_t n, double *first, double *second) {
	uint64_t seed = n;
	double length = 0, product = 0, second_length = 0;
	for (size_t d = 0; d < n; d++) {
		first[d] = (double)test_value(&seed), second[d] = (double)test_value(&seed);
		length += first[d] * first[d];
	}
	for (size_t d = 0; d < n; d++) first[d] /= sqrt(length), product += first[d] * second[d];
	for (size_t d = 0; d < n; d++) {
		second[d] -= product * first[d];
		second_length += second[d] * second[d];
	}
	for (size_t d = 0; d < n; d++) second[d] /= sqrt(second_length);
	for (size_t p = 0; p < POINTS; p++) {
		double a = 4 * (double)test_value(&seed), b = 3 * (double)test_value(&seed);
		for (size_t d = 0; d < n; d++)
			points[p * n + d] = (float)(7 + a * first[d] + b * second[d] + 0.1 * (double)test_value(&seed));
	}
}

static void the_plane_is_where_points_spread_most(void **state) {
	(void)state;
	static const size_t dimensions[] = {2, 3, 15, 16, 17, MOST_DIMENSIONS};
	for (size_t i = 0; i < sizeof dimensions / sizeof *dimensions; i++) {
		size_t n = dimensions[i];
		arena memory;
		principal_plane plane = open_plane(&memory, n);
		double axes[2][MOST_DIMENSIONS];
		make_cloud(n, axes[0], axes[1]);
		principal_plane_find(&plane, points, POINTS);
		check_axes(&plane, n);
		/* The plane that is found holds both directions: their shadows in it are nearly as long as they are. */
		for (size_t v = 0; v < 2; v++) {
			double shadow = 0;
			for (size_t w = 0; w < 2; w++) {
				double product = 0;
				for (size_t d = 0; d < n; d++) product += axes[v][d] * plane.basis[w * n + d];
				shadow += product * product;
			}
			assert_true(shadow > 0.998);
		}
		assert_true((plane.variances[0] + plane.variances[1]) / plane.total > 0.95);
		arena_close(&memory);
	}
}

/* Where no direction is much wider than the next, as among embeddings that have not learnt yet. */
static void a_round_cloud_has_a_plane_too(void **state) {
	(void)state;
	arena memory;
	principal_plane plane = open_plane(&memory, MOST_DIMENSIONS);
	fill_with_test_values(points, POINTS * MOST_DIMENSIONS, 3);
	principal_plane_find(&plane, points, POINTS);
	check_axes(&plane, MOST_DIMENSIONS);
	arena_close(&memory);
}

static void points_without_spread_lie_at_the_middle(void **state) {
	(void)state;
	arena memory;
	principal_plane plane = open_plane(&memory, 5);
	double place[2];
	for (size_t i = 0; i < POINTS * 5; i++) points[i] = (float)(i % 5);
	principal_plane_find(&plane, points, POINTS);
	principal_plane_place(&plane, points, place);
	assert_true(fabs(place[0]) < 1e-12 && fabs(place[1]) < 1e-12);
	for (size_t p = 0; p < POINTS; p++) points[p * 5 + 2] = (float)p; /* a line: nothing lies beside it */
	principal_plane_find(&plane, points, POINTS);
	principal_plane_place(&plane, points, place);
	assert_within(fabs(place[0]), (POINTS - 1) / 2.0, 1e-9);
	assert_true(fabs(place[1]) < 1e-9);
	arena_close(&memory);
	plane = open_plane(&memory, 1);
	principal_plane_find(&plane, points, POINTS);
	principal_plane_place(&plane, points, place);
	assert_true(place[1] == 0);
	arena_close(&memory);
}

int main(void) {
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(rotations_give_eigenvectors),
	    cmocka_unit_test(the_plane_is_where_points_spread_most),
	    cmocka_unit_test(a_round_cloud_has_a_plane_too),
	    cmocka_unit_test(points_without_spread_lie_at_the_middle),
	};
	return cmocka_run_group_tests_name("principal plane", tests, NULL, NULL);
}
