/* Proves that the generator is SplitMix64, that its streams differ, and that numbers below a limit
 * and normal numbers have the distributions they claim. All seeds are fixed, so a failure repeats. */
#include "guarded.h"

#include <math.h>

#include "kernels/random.h"

/* Outputs for the states 0 and 1234567, as widely published for checking implementations. */
static void values_are_splitmix64s(void **state) {
	(void)state;
	static const uint64_t of_zero[] = {0xe220a8397b1dcdaf, 0x6e789e6aa1b965f4, 0x06c45d188009454f};
	static const uint64_t of_other[] = {6457827717110365317u, 3203168211198807973u, 9817491932198370423u,
	                                    4593380528125082431u, 16408922859458223821u};
	random_stream zero = {0, 0}, other = {1234567, 0};
	for (size_t i = 0; i < 3; i++) assert_true(random_next(&zero) == of_zero[i]);
	for (size_t i = 0; i < 5; i++) assert_true(random_at(other, i) == of_other[i]);
	for (size_t i = 0; i < 5; i++) assert_true(random_next(&other) == of_other[i]);
	assert_true(random_at(other, 0) == of_other[0]); /* wherever the stream stands */
}

static void streams_share_no_values(void **state) {
	(void)state;
	enum { STREAMS = 32, VALUES = 32 };
	static uint64_t seen[STREAMS * VALUES];
	random_stream root = random_stream_of(42, RANDOM_DROPOUT, 0);
	random_stream streams[STREAMS] = {
	    root,
	    random_stream_of(43, RANDOM_DROPOUT, 0),
	    random_stream_of(42, RANDOM_SHUFFLE, 0),
	    random_stream_of(42, RANDOM_INITIAL_VALUES, 0),
	    random_stream_of(42, RANDOM_DROPOUT, 1),
	    random_stream_of(0, RANDOM_DROPOUT, 0),
	    random_stream_of(UINT32_MAX, RANDOM_DROPOUT, UINT64_MAX),
	    random_substream(random_substream(root, 1), 2),
	    random_substream(random_substream(root, 2), 1),
	};
	for (size_t i = 9; i < STREAMS; i++) streams[i] = random_substream(root, i - 9);
	for (size_t i = 0; i < STREAMS * VALUES; i++) {
		seen[i] = random_at(streams[i / VALUES], i % VALUES);
		for (size_t j = 0; j < i; j++) assert_true(seen[i] != seen[j]);
	}
}

static void units_lie_below_one(void **state) {
	(void)state;
	assert_true(same_float(random_unit(0), 0.0f));
	assert_true(random_unit(UINT64_MAX) < 1.0f);
	assert_true(random_unit_double(0) == 0);
	assert_true(random_unit_double(UINT64_MAX) < 1);
	assert_true(random_unit(UINT64_MAX / 2 + 1) == 0.5f);
	assert_true(random_unit_double(UINT64_MAX / 2 + 1) == 0.5);
}

/* Pearson's chi-square; with k - 1 degrees of freedom it exceeds k - 1 + 4·√(2(k - 1)) less than once in a
 * thousand. */
static void check_below(uint32_t limit, uint32_t cells) {
	enum { DRAWS = 100000, CELLS = 100 };
	uint32_t counts[CELLS] = {0};
	random_stream stream = random_stream_of(7, RANDOM_SHUFFLE, limit);
	for (uint32_t i = 0; i < DRAWS; i++) {
		uint32_t value = random_below(&stream, limit);
		assert_true(value < limit);
		counts[(uint64_t)value * cells / limit]++;
	}
	double statistic = 0, expected = (double)DRAWS / cells;
	for (uint32_t i = 0; i < cells; i++)
		statistic += (counts[i] - expected) * (counts[i] - expected) / expected;
	double freedom = cells - 1;
	assert_true(statistic <= freedom + 4 * sqrt(2 * freedom));
	assert_true(statistic >= freedom - 4 * sqrt(2 * freedom));
}

static void below_is_unbiased(void **state) {
	(void)state;
	check_below(2, 2);
	check_below(3, 3);
	check_below(7, 7);
	check_below(100, 100);
	check_below(3000000000u, 60);
	check_below(UINT32_MAX, 64);
	random_stream stream = {1, 0};
	for (size_t i = 0; i < 100; i++) assert_int_equal(random_below(&stream, 1), 0);
}

/* The state before the value 2^64 - 1, which lies beyond the last whole multiple of 3·10⁹ and has to be
 * drawn again. */
static void below_draws_the_last_values_again(void **state) {
	(void)state;
	random_stream stream = {0x31628af67b2131ab, 0};
	assert_true(random_at(stream, 0) == UINT64_MAX);
	assert_int_equal(random_below(&stream, 3000000000u), random_at(stream, 1) % 3000000000u);
	assert_int_equal(stream.next, 2);
}

static void normal_numbers_have_their_moments(void **state) {
	(void)state;
	enum { DRAWS = 200000 };
	double sum = 0, squares = 0, fourth = 0;
	uint32_t within_one = 0;
	random_stream stream = random_stream_of(42, RANDOM_INITIAL_VALUES, 0);
	for (size_t i = 0; i < DRAWS; i++) {
		double x = random_normal(&stream);
		assert_true(isfinite(x));
		sum += x;
		squares += x * x;
		fourth += x * x * x * x;
		within_one += fabs(x) < 1;
	}
	/* Five standard errors: √(1/n), √(2/n), √(96/n), √(p(1 - p)/n). */
	assert_true(fabs(sum / DRAWS) < 5 * sqrt(1.0 / DRAWS));
	assert_true(fabs(squares / DRAWS - 1) < 5 * sqrt(2.0 / DRAWS));
	assert_true(fabs(fourth / DRAWS - 3) < 5 * sqrt(96.0 / DRAWS));
	assert_true(fabs((double)within_one / DRAWS - 0.682689) < 5 * sqrt(0.2166 / DRAWS));
}

int main(void) {
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(values_are_splitmix64s),
	    cmocka_unit_test(streams_share_no_values),
	    cmocka_unit_test(units_lie_below_one),
	    cmocka_unit_test(below_is_unbiased),
	    cmocka_unit_test(below_draws_the_last_values_again),
	    cmocka_unit_test(normal_numbers_have_their_moments),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
