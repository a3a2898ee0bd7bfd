/* Lower case, one code point for one: Unicode's simple mapping. Unlike Python's str.lower(), which Keras uses, it
 * knows no context: capital sigma always becomes σ, never ς; and İ (U+0130) becomes i without the dot above (U+0307)
 * that Python puts after it. */
#ifndef TEXT_LOWER_CASE_H
#define TEXT_LOWER_CASE_H

#include <stdint.h>

/* The lower case of a code point; itself where it has none. */
uint32_t lower_case(uint32_t code_point);

#endif
