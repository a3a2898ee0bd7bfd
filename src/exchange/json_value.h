/* JSON (RFC 8259) that lies in memory, looked up where it is: a value is a view of its text. */
#ifndef EXCHANGE_JSON_VALUE_H
#define EXCHANGE_JSON_VALUE_H

#include <stdbool.h>
#include <stddef.h>

/* The text of a value without the white space around it: an object with its braces, a string with its quotes; of size 0 where there is none. */
typedef struct json_value {
	const char *text;
	size_t size;
} json_value;

/* The one value of a text. Of size 0 where the text is not a value alone, is cut or damaged, or has more than 32 levels. */
json_value json_whole(const char *text, size_t size);

/* The member of an object; of size 0 where it has none of that name, or the value is no object. */
json_value json_member(json_value object, const char *name);

/* The next item of an array, from `*at`, which is 0 at first; of size 0 behind the last, and where the value is no array. */
json_value json_next(json_value array, size_t *at);

/* Whether the value is this word or number, as it is written: null, false. A string is compared with its quotes. */
bool json_is(json_value value, const char *text);

/* Whether the value is this string. */
bool json_is_string(json_value value, const char *string);

/* A value for a message or a number: a string without its quotes, cut after what `capacity` takes. */
void json_copy(json_value value, char *text, size_t capacity);

#endif
