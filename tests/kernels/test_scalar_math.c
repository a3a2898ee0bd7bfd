/* Proves the bounds that scalar_math.h states, against the C library's long double. */
#include "guarded.h"

#include <float.h>
#include <math.h>

#include "kernels/scalar_math.h"

static double relative_error(double actual, long double expected) {
	return (double)fabsl((long double)actual / expected - 1);
}

static void exponential(void **state) {
	(void)state;
	double worst = 0;
	for (double x = -708; x <= 709; x += 0.00737) worst = fmax(worst, relative_error(scalar_exp(x), expl(x)));
	for (double x = 1e-300; x < 1; x *= 3) {
		worst = fmax(worst, relative_error(scalar_exp(x), expl(x)));
		worst = fmax(worst, relative_error(scalar_exp(-x), expl(-x)));
	}
	print_message("exp: %.3g relative\n", worst);
	assert_true(worst <= 4e-16);
}

static void exponential_at_its_ends(void **state) {
	(void)state;
	assert_true(scalar_exp(0) == 1);
	assert_true(scalar_exp(-0.0) == 1);
	assert_true(scalar_exp(-708) > 0);
	assert_true(scalar_exp(-708.001) == 0);
	assert_true(scalar_exp(-INFINITY) == 0);
	assert_true(isfinite(scalar_exp(709)));
	assert_true(scalar_exp(709.001) == INFINITY);
	assert_true(scalar_exp(INFINITY) == INFINITY);
	assert_true(isnan(scalar_exp(NAN)));
}

static void cosine(void **state) {
	(void)state;
	double worst = 0;
	for (int i = 0; i <= 100000; i++) {
		double x = i / 100000.0;
		worst =
		    fmax(worst, (double)fabsl(scalar_cos_pi(x) - cosl(3.14159265358979323846264338327950288L * x)));
	}
	print_message("cos: %.3g absolute\n", worst);
	assert_true(worst <= 3e-16);
	assert_true(scalar_cos_pi(0) == 1 && scalar_cos_pi(1) == -1);
}

static void powers(void **state) {
	(void)state;
	assert_true(scalar_power(0.5, 0) == 1 && scalar_power(0.5, 1) == 0.5 && scalar_power(3, 13) == 1594323);
	assert_true(relative_error(scalar_power(0.999, 12345), powl(0.999, 12345)) < 1e-12);
}

/* Relative or absolute: the smaller of the two, as the header has it. */
static double either_error(double x) {
	long double expected = logl(x);
	double absolute = (double)fabsl(scalar_log(x) - expected);
	return expected == 0 ? absolute : fmin(absolute, relative_error(scalar_log(x), expected));
}

static void logarithm(void **state) {
	(void)state;
	double worst = 0;
	for (double x = DBL_MIN; x < DBL_MAX / 1.0017; x *= 1.0017) worst = fmax(worst, either_error(x));
	for (double x = 0.5; x < 2; x += 0.00001) worst = fmax(worst, either_error(x));
	print_message("log: %.3g relative or absolute\n", worst);
	assert_true(worst <= 4e-16);
	assert_true(scalar_log(1) == 0);
	assert_true(scalar_log(DBL_MAX) > 709.7);
}

static void logarithm_of_one_and_a_little(void **state) {
	(void)state;
	double worst = 0;
	for (double x = 1e-300; x < 1; x *= 1.01) worst = fmax(worst, relative_error(scalar_log1p(x), log1pl(x)));
	for (double x = 0.00001; x <= 1; x += 0.00001)
		worst = fmax(worst, relative_error(scalar_log1p(x), log1pl(x)));
	print_message("log1p: %.3g relative\n", worst);
	assert_true(worst <= 5e-16);
	assert_true(scalar_log1p(0) == 0);
}

static void square_root_is_exact(void **state) {
	(void)state;
	for (double x = 1e-300; x < 1e300; x *= 1.7) assert_true(scalar_sqrt(x) == sqrt(x));
	assert_true(scalar_sqrt(0) == 0);
	assert_true(isnan(scalar_sqrt(-1)));
}

static void finiteness(void **state) {
	(void)state;
	static const double finite[] = {0, -0.0, 1, -1, DBL_MAX, -DBL_MAX, DBL_MIN, 5e-324};
	for (size_t i = 0; i < sizeof finite / sizeof *finite; i++) assert_true(scalar_is_finite(finite[i]));
	assert_false(scalar_is_finite(INFINITY));
	assert_false(scalar_is_finite(-INFINITY));
	assert_false(scalar_is_finite(NAN));
}

int main(void) {
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(exponential),
	    cmocka_unit_test(exponential_at_its_ends),
	    cmocka_unit_test(cosine),
	    cmocka_unit_test(powers),
	    cmocka_unit_test(logarithm),
	    cmocka_unit_test(logarithm_of_one_and_a_little),
	    cmocka_unit_test(square_root_is_exact),
	    cmocka_unit_test(finiteness),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
