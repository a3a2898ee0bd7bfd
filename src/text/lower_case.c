#include "text/lower_case.h"

#include <stddef.h>

#include "text/lower_case_table.h"

uint32_t lower_case(uint32_t code_point) {
	if (code_point < 0x80)
		return code_point >= 'A' && code_point <= 'Z' ? code_point + ('a' - 'A') : code_point;
	/* The last range that starts at or before the code point is in [low, high), if any does. */
	size_t low = 0, high = sizeof lower_case_ranges / sizeof *lower_case_ranges;
	while (high - low > 1) {
		size_t middle = (low + high) / 2;
		if (lower_case_ranges[middle].first <= code_point)
			low = middle;
		else
			high = middle;
	}
	const lower_case_range *range = &lower_case_ranges[low];
	if (code_point < range->first || code_point - range->first > range->span) return code_point;
	if ((code_point - range->first) % range->step) return code_point;
	return (uint32_t)((int32_t)code_point + range->shift);
}
