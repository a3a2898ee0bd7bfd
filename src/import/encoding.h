/* Guessing the encoding of a text that is not UTF-8. */
#ifndef IMPORT_ENCODING_H
#define IMPORT_ENCODING_H

#include <stddef.h>
#include <stdint.h>

#include "unroll/import.h"

/* The encoding of some bytes that may begin and end within a character; UNROLL_ENCODING_UTF_8 where it is not certain. */
unroll_encoding guess_encoding(const uint8_t *bytes, size_t size);

#endif
