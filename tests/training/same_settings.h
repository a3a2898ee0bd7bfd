/* Comparing settings: by every name, as the bytes between the members of a struct are nobody's. */
#ifndef TESTS_SAME_SETTINGS_H
#define TESTS_SAME_SETTINGS_H

#include "../cmocka_all.h"
#include "unroll/settings.h"

static inline void assert_same_settings(const unroll_settings *a, const unroll_settings *b) {
	for (uint32_t i = 0; i < unroll_setting_count(); i++) {
		char one[64], other[64];
		assert_int_equal(unroll_settings_get(a, unroll_setting_name(i), one, sizeof one, NULL), UNROLL_OK);
		assert_int_equal(unroll_settings_get(b, unroll_setting_name(i), other, sizeof other, NULL),
		                 UNROLL_OK);
		assert_string_equal(one, other);
	}
}

#endif
