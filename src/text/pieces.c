#include "text/pieces.h"

#include <string.h>

#include "base/fail.h"

/* --- The table ----------------------------------------------------------------------------------- */

/* Pairs are words of a table: the two numbers. */
uint32_t piece_pair_find(const word_table *pairs, uint32_t left, uint32_t right) {
	const uint32_t key[] = {left, right};
	return word_table_find(pairs, (const char *)key, sizeof key);
}

uint32_t piece_pair_add(word_table *pairs, uint32_t left, uint32_t right) {
	const uint32_t key[] = {left, right};
	return word_table_add(pairs, (const char *)key, sizeof key);
}

#define BYTE_TEXT sizeof "<0xff>"

static void byte_text(uint32_t byte, char text[BYTE_TEXT]) {
	static const char digits[] = "0123456789abcdef";
	memcpy(text, "<0x00>", sizeof "<0x00>");
	text[3] = digits[byte >> 4];
	text[4] = digits[byte & 15];
}

bool pieces_begin(piece_table *pieces) {
	for (uint32_t byte = 0; byte < PIECE_BYTES; byte++) {
		char text[BYTE_TEXT];
		byte_text(byte, text);
		if (word_table_add(&pieces->texts, text, strlen(text)) == WORD_TABLE_NONE) return false;
	}
	return word_table_add(&pieces->texts, CHUNK_MARK, CHUNK_MARK_BYTES) != WORD_TABLE_NONE;
}

/* The text of two pieces joined: its size, or 0 where it is longer than a chunk. */
static size_t joined_text(const piece_table *pieces, uint32_t left, uint32_t right, char text[CHUNK_KEY]) {
	size_t sizes[2], used = 0;
	for (uint32_t i = 0; i < 2; i++) {
		const char *part = word_table_word(&pieces->texts, i ? right : left, &sizes[i]);
		if (sizes[i] > CHUNK_KEY - used) return 0;
		memcpy(text + used, part, sizes[i]);
		used += sizes[i];
	}
	return used;
}

uint32_t pieces_joined(const piece_table *pieces, uint32_t left, uint32_t right) {
	char text[CHUNK_KEY];
	return word_table_find(&pieces->texts, text, joined_text(pieces, left, right, text));
}

bool pieces_merge(piece_table *pieces, uint32_t left, uint32_t right) {
	char text[CHUNK_KEY];
	if (pieces->pairs.count == 0) pieces->merged = pieces->texts.count;
	if (piece_pair_add(&pieces->pairs, left, right) == WORD_TABLE_NONE) return false;
	size_t size = joined_text(pieces, left, right, text);
	return word_table_add(&pieces->texts, text, size) != WORD_TABLE_NONE;
}

void pieces_free(piece_table *pieces) {
	word_table_free(&pieces->texts);
	word_table_free(&pieces->pairs);
}

bool piece_parts(const piece_table *pieces, uint32_t number, uint32_t parts[2]) {
	size_t size;
	if (pieces->pairs.count == 0 || number < pieces->merged) return false;
	memcpy(parts, word_table_word(&pieces->pairs, number - pieces->merged, &size), 2 * sizeof *parts);
	return true;
}

/* --- Cutting ------------------------------------------------------------------------------------- */

/* Characters, and the bytes of those that are no piece. */
static uint32_t cut_characters(const piece_table *pieces, const char *key, size_t size, word_piece *cut) {
	uint32_t count = 0;
	uint16_t character = 0;
	for (size_t at = 0, length; at < size; at += length, character++) {
		uint32_t code_point;
		length = utf8_decode(key + at, size - at, &code_point);
		uint32_t number = word_table_find(&pieces->texts, key + at, length);
		for (size_t i = 0; i < (number == WORD_TABLE_NONE ? length : 1); i++) {
			uint32_t byte = (uint8_t)key[at + i];
			uint32_t fallback = byte < pieces->texts.count ? byte : PIECE_NONE;
			cut[count++] = (word_piece){number == WORD_TABLE_NONE ? fallback : number, character,
			                            (uint16_t)(character + 1)};
		}
	}
	return count;
}

/* The number of the pair that a piece and the one behind it are. */
static uint32_t pair_at(const piece_table *pieces, const word_piece *cut, uint32_t at, uint32_t count) {
	return at + 1 < count ? piece_pair_find(&pieces->pairs, cut[at].number, cut[at + 1].number)
	                      : WORD_TABLE_NONE;
}

uint32_t cut_pieces(const piece_table *pieces, const char *key, size_t size, word_piece *cut) {
	uint32_t pairs[PIECES_MOST], count = cut_characters(pieces, key, size, cut);
	if (pieces->pairs.count == 0) return count;
	for (uint32_t i = 0; i < count; i++) pairs[i] = pair_at(pieces, cut, i, count);
	for (;;) {
		uint32_t best = 0;
		for (uint32_t i = 1; i < count; i++)
			if (pairs[i] < pairs[best]) best = i;
		if (count == 0 || pairs[best] == WORD_TABLE_NONE) return count;
		cut[best] = (word_piece){pieces->merged + pairs[best], cut[best].from, cut[best + 1].to};
		count--;
		memmove(cut + best + 1, cut + best + 2, (count - best - 1) * sizeof *cut);
		memmove(pairs + best + 1, pairs + best + 2, (count - best - 1) * sizeof *pairs);
		pairs[best] = pair_at(pieces, cut, best, count);
		if (best) pairs[best - 1] = pair_at(pieces, cut, best - 1, count);
	}
}

/* --- Reading ------------------------------------------------------------------------------------- */

unroll_status pieces_read(piece_table *pieces, const char *text, size_t size, bool merges,
                          unroll_error *error) {
	uint32_t number = pieces->texts.count, code_point = 0;
	word_piece cut[PIECES_MOST];
	char expected[BYTE_TEXT] = CHUNK_MARK;
	if (number < PIECE_BYTES) byte_text(number, expected);
	bool right = size > 0 && size <= CHUNK_KEY,
	     character = right && utf8_decode(text, size, &code_point) == size;
	if (number <= PIECE_MARK) {
		right = size == strlen(expected) && memcmp(text, expected, size) == 0;
	} else if (character) {
		right = pieces->pairs.count == 0;
	} else if (right) {
		uint32_t count = merges ? cut_pieces(pieces, text, size, cut) : 0;
		right = count == 2 && cut[0].number >= PIECE_MARK && cut[1].number >= PIECE_MARK;
	}
	if (!right || word_table_find(&pieces->texts, text, size) != WORD_TABLE_NONE)
		return fail(error, UNROLL_BAD_FILE, "vocabulary",
		            "Piece %u of the vocabulary is not one that can stand there: bytes, the mark, characters "
		            "and merges "
		            "of two pieces come in this order, each once.",
		            number + 1);
	bool added = number > PIECE_MARK && !character
	                 ? pieces_merge(pieces, cut[0].number, cut[1].number)
	                 : word_table_add(&pieces->texts, text, size) != WORD_TABLE_NONE;
	return added ? UNROLL_OK
	             : fail(error, UNROLL_OUT_OF_MEMORY, "vocabulary",
	                    "There is not enough memory for the vocabulary.");
}
