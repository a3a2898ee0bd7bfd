/* The pieces that the tokenizers subwords and characters cut words into (unroll/text.h), and how they cut them.
 *
 * Pieces are numbered in the order of their vocabulary: 256 single bytes, "<0x00>" to "<0xff>"; the mark of a word's beginning; the
 * characters; and what merges make, in the order of the merges. A chunk begins as its characters, each of those that is no piece as
 * the bytes of its UTF-8. Then, as long as two neighbours make a piece, those that make the one with the lowest number are
 * merged, the first of equals first (byte-pair encoding: Sennrich, Haddow and Birch, ACL 2016). Bytes are never merged.
 *
 * So the first n pieces are a vocabulary too, by which text is cut as if learning had stopped there. Which two pieces a merge
 * joins need not be stored: it is how the pieces before it cut its text. */
#ifndef TEXT_PIECES_H
#define TEXT_PIECES_H

#include "text/chunks.h"
#include "text/word_table.h"

#define PIECE_BYTES 256u        /* the first of them are single bytes */
#define PIECE_MARK  PIECE_BYTES /* the number of the mark */
#define PIECE_NONE  UINT32_MAX
#define PIECES_MOST (CHUNK_CHARACTERS * UTF8_BYTES + CHUNK_MARK_BYTES) /* of a chunk */

/* Pieces are limited so that all ids are below 65536. */
#define PIECES_LIMIT 65532u

typedef struct piece_table {
	word_table texts; /* by number */
	word_table pairs; /* of neighbours that are merged, see piece_pair_key() */
	uint32_t merged;  /* the number of the piece that pair 0 makes; those of the other pairs follow */
} piece_table;

/* Adds the bytes and the mark to an empty table; false where there is no memory. */
bool pieces_begin(piece_table *pieces);

/* The number of the piece that two others make, WORD_TABLE_NONE where there is none. */
uint32_t pieces_joined(const piece_table *pieces, uint32_t left, uint32_t right);

/* Adds the piece that two others make, which must be new; false where there is no memory. */
bool pieces_merge(piece_table *pieces, uint32_t left, uint32_t right);

void pieces_free(piece_table *pieces);

/* A piece within a chunk. */
typedef struct word_piece {
	uint32_t number;   /* PIECE_NONE for a byte that is beyond a vocabulary of less than 256 pieces */
	uint16_t from, to; /* which characters of the key it is, or of which it is a byte */
} word_piece;

/* Cuts a key into pieces (PIECES_MOST), and returns how many there are. */
uint32_t cut_pieces(const piece_table *pieces, const char *key, size_t size, word_piece *cut);

/* The two pieces that a merge made a piece of; false of a piece that no merge made. */
bool piece_parts(const piece_table *pieces, uint32_t number, uint32_t parts[2]);

/* Adds the next piece of a vocabulary by its text: UNROLL_BAD_FILE where it cannot be the next one. */
unroll_status pieces_read(piece_table *pieces, const char *text, size_t size, bool merges,
                          unroll_error *error);

/* The number of the pair of two pieces among `pairs`, WORD_TABLE_NONE where it has no such pair; and of one that is added. */
uint32_t piece_pair_find(const word_table *pairs, uint32_t left, uint32_t right);
uint32_t piece_pair_add(word_table *pairs, uint32_t left, uint32_t right);

#endif
