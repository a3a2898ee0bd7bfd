#include "text/padding.h"

#include <string.h>

#include "unroll/text.h"

padding_rule padding_rule_of(const unroll_settings *settings) {
	return (padding_rule){settings->length, settings->padding, settings->truncating};
}

void pad_review(uint16_t *row, padding_rule rule, const uint16_t *ids, uint32_t count,
                uint32_t vocabulary_size) {
	padded_place place = place_review(rule, count);
	uint16_t *to = row + place.start, last = (uint16_t)(vocabulary_size - 1);
	uint32_t missing = rule.length - place.kept;
	if (missing) memset(place.start ? row : row + place.kept, UNROLL_PADDING_ID, missing * sizeof *row);
	if (place.kept) ids += place.first; /* an empty review may have no ids at all */
	for (uint32_t t = 0; t < place.kept; t++) to[t] = ids[t] <= last ? ids[t] : UNROLL_UNKNOWN_ID;
}
