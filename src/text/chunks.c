#include "text/chunks.h"

#include <string.h>

#include "text/lower_case.h"
#include "text/words.h"

chunk_walk chunk_walk_of(const char *text, size_t size) {
	return (chunk_walk){text, size, 0, false};
}

/* White space beyond ASCII as in Unicode's PropList.txt, and the mark itself. */
static bool is_blank(uint32_t code_point) {
	static const uint32_t blanks[] = {0x85, 0xa0, 0x1680, 0x2028, 0x2029, 0x202f, 0x205f, 0x2581, 0x3000};
	if (code_point < 0x80) return code_point < ' ' || code_point == 0x7f || separates_words(code_point);
	for (size_t i = 0; i < sizeof blanks / sizeof *blanks; i++)
		if (code_point == blanks[i]) return true;
	return code_point >= 0x2000 && code_point <= 0x200a;
}

static void begin_chunk(word_chunk *read, bool begins, uint32_t at) {
	read->begins = begins;
	read->size = read->characters = 0;
	if (!begins) return;
	memcpy(read->key, CHUNK_MARK, CHUNK_MARK_BYTES);
	read->size = CHUNK_MARK_BYTES;
	read->starts[read->characters++] = at;
}

unroll_status next_chunk(chunk_walk *walk, word_chunk *read, bool *found, unroll_error *error) {
	uint32_t taken = 0; /* characters of the text */
	while (walk->position < walk->size && taken < CHUNK_CHARACTERS) {
		uint32_t code_point = 0, at = (uint32_t)walk->position;
		size_t length = utf8_decode(walk->text + at, walk->size - at, &code_point);
		if (length == 0) return fail_not_utf8(at, error);
		bool blank = is_blank(code_point);
		if (blank && taken) break;
		walk->position += length;
		if (blank) {
			walk->inside = false;
			continue;
		}
		if (taken++ == 0) begin_chunk(read, !walk->inside, at);
		walk->inside = true;
		read->starts[read->characters++] = at;
		read->size += (uint32_t)utf8_encode(lower_case(code_point), read->key + read->size);
		read->end = (uint32_t)walk->position;
	}
	*found = taken > 0;
	return UNROLL_OK;
}
