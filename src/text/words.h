/* What the tokenizers share with Keras' words. */
#ifndef TEXT_WORDS_H
#define TEXT_WORDS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "unroll/status.h"

/* Whether a character separates words by Keras' rules: the space, and what its filters turn into one: tab, newline and all ASCII
 * punctuation but the apostrophe. Other white space, such as a carriage return or U+00A0, is a letter like any. */
bool separates_words(uint32_t code_point);

/* UNROLL_BAD_TEXT for a text that is not UTF-8 at a byte. */
unroll_status fail_not_utf8(size_t position, unroll_error *error);

#endif
