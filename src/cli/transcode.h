/* From the bytes of a file to what the engine reads: UTF-8 in NFC. */
#ifndef CLI_TRANSCODE_H
#define CLI_TRANSCODE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <unroll/unroll.h>

typedef struct transcoder transcoder;

/* Takes the converted bytes; false ends the conversion. */
typedef bool text_sink(void *context, const uint8_t *bytes, size_t size);

/* NULL where there is not enough memory or this computer does not know the encoding. Where bytes are none of the encoding, what
 * comes out is not UTF-8, so that the engine counts the row; what is no UTF-8 in a file of UTF-8 passes as it is. */
transcoder *transcoder_create(unroll_encoding encoding);
void transcoder_destroy(transcoder *t);

/* Converts the next bytes; `last` says that nothing follows them. False where the sink ended it, or memory is lacking. */
bool transcode(transcoder *t, const uint8_t *bytes, size_t size, bool last, text_sink *sink, void *context);

/* A text in NFC with a '\0' behind it, to be freed, and its size; as it is where it is not UTF-8. NULL where there is not enough memory. */
char *composed(const char *text, size_t *size);

/* The encoding of a name ("euc-kr", "windows-1252"), and its name. */
bool find_encoding(const char *name, unroll_encoding *encoding);
const char *encoding_name(unroll_encoding encoding);

#endif
