/* The smallest parts of JSON (RFC 8259): the characters of strings, and what stands between values. */
#ifndef BASE_JSON_H
#define BASE_JSON_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Reads one character of a string, escaped or not, at the start of `text`, which has `size` bytes. Returns how many bytes it
 * takes, or 0 where it is none that a string can hold: wrong UTF-8, a control character, a wrong escape, half a surrogate
 * pair, or U+0000. */
size_t json_character(const char *text, size_t size, uint32_t *code_point);

/* Moves `*at`, a position in the `size` bytes of `json`, behind white space. */
void json_skip_space(const char *json, size_t size, size_t *at);

/* Whether `character` comes next, behind white space; then moves `*at` behind it, otherwise behind the white space only. */
bool json_accept(const char *json, size_t size, size_t *at, char character);

#endif
