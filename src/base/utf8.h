/* UTF-8, as RFC 3629 defines it: shortest form only, no surrogates, nothing above U+10FFFF. */
#ifndef BASE_UTF8_H
#define BASE_UTF8_H

#include <stddef.h>
#include <stdint.h>

#define UTF8_BYTES       4              /* bytes of the longest character */
#define UTF8_REPLACEMENT "\xef\xbf\xbd" /* U+FFFD, shown where bytes are not UTF-8 */

/* Reads the character at the start of `text`, which has `size` bytes. Returns how many bytes it takes, 1 to 4, or 0
 * where there is none: no bytes, a character cut short, or anything that is not UTF-8. */
size_t utf8_decode(const char *text, size_t size, uint32_t *code_point);

/* Writes a code point that UTF-8 can hold; returns how many bytes it takes. */
size_t utf8_encode(uint32_t code_point, char text[UTF8_BYTES]);

/* How many bytes from the start of `text` are whole, valid characters: `size` where all are. */
size_t utf8_valid_size(const char *text, size_t size);

/* How many bytes of `text` to keep where there is room for `room`: `size`, or as many as end between two characters. A byte that is
 * not UTF-8 counts as a character. */
size_t utf8_cut(const char *text, size_t size, size_t room);

#endif
