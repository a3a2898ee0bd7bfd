/* Doubles that must be nearly the same. */
#ifndef TESTS_WITHIN_H
#define TESTS_WITHIN_H

#include "../cmocka_all.h"

#include <math.h>

/* NaN is near nothing. */
#define assert_within(ours, expected, tolerance)                                                             \
	do {                                                                                                     \
		double is = (ours), should_be = (expected);                                                          \
		if (!(fabs(is - should_be) <= (tolerance)))                                                          \
			fail_msg("%s is %.17g, not %.17g", #ours, is, should_be);                                        \
	} while (0)

#endif
