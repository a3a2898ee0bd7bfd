/* The characters of JSON strings (RFC 8259, section 7). */
#ifndef BASE_JSON_CHARACTER_H
#define BASE_JSON_CHARACTER_H

#include <stddef.h>
#include <stdint.h>

/* Reads one character of a string, escaped or not, at the start of `text`, which has `size` bytes. Returns how many bytes it
 * takes, or 0 where it is none that a string can hold: wrong UTF-8, a control character, a wrong escape, half a surrogate
 * pair, or U+0000. */
size_t json_character(const char *text, size_t size, uint32_t *code_point);

#endif
