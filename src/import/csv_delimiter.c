#include "import/csv_delimiter.h"

#include <stdlib.h>
#include <string.h>

#include "base/fail.h"
#include "import/csv_columns.h"

enum { SAMPLE_ROWS = 1000, MOST_COLUMNS = CSV_MOST_COLUMNS };

static const char delimiters[] = {'\t', ',', ';', '|', CSV_JSON, CSV_FASTTEXT};

bool csv_is_delimiter(char c) {
	return c && memchr(delimiters, c, sizeof delimiters);
}

static unroll_status no_memory(unroll_error *error) {
	return fail(error, UNROLL_OUT_OF_MEMORY, "csv", "There is not enough memory to look at the table.");
}

/* How many rows of the sample have how many columns. */
typedef struct shape {
	uint32_t rows, rows_of[MOST_COLUMNS + 1]; /* by the number of columns; of those with more at 0 */
	uint32_t first, most;                     /* columns of the first row, and of the longest */
	bool named;                               /* the first row has names of columns */
	bool closed;
} shape;

static unroll_status read_shape(const csv_sample *sample, char delimiter, bool quotes, shape *s,
                                unroll_error *error) {
	csv_rows rows;
	csv_rows_begin(&rows, delimiter, quotes);
	const uint8_t *bytes = sample->bytes;
	size_t size = sample->size;
	bool found = true;
	unroll_status status = UNROLL_OK;
	memset(s, 0, sizeof *s);
	while (s->rows < SAMPLE_ROWS) {
		status = csv_rows_next(&rows, &bytes, &size, sample->whole, &found, error);
		if (status != UNROLL_OK || !found) break;
		uint32_t columns = (uint32_t)rows.columns;
		if (s->rows++ == 0) {
			s->first = columns;
			s->named = csv_row_is_named(&rows);
		}
		if (columns > s->most) s->most = columns;
		s->rows_of[columns <= MOST_COLUMNS ? columns : 0]++;
	}
	csv_rows_release(&rows);
	s->closed = status != UNROLL_BAD_FILE;
	return status == UNROLL_BAD_FILE && delimiter != CSV_JSON ? UNROLL_OK : status;
}

/* The number of columns that most rows have, of those with two or more; 0 where there is none. A first row of names, or one that a
 * quarter of the others is like, says what they should have. */
static uint32_t most_columns(const shape *s) {
	uint32_t best = 0;
	for (uint32_t columns = 2; columns <= MOST_COLUMNS; columns++)
		if (s->rows_of[columns] > (best ? s->rows_of[best] : 0)) best = columns;
	bool first_rules = s->first >= 2 && s->first < best && (s->named || s->rows_of[s->first] * 4 >= s->rows);
	return first_rules ? s->first : best;
}

typedef struct rating {
	uint32_t columns;  /* 0: it is no table in this way */
	uint32_t too_many; /* columns, where they are too many to be looked at */
	int points;
} rating;

/* How good a table the sample is when written in this way: the share of rows alike in percent, and what they hold. */
static unroll_status rate(const csv_sample *sample, char delimiter, bool quotes, rating *r,
                          unroll_error *error) {
	shape *s = malloc(sizeof *s);
	if (!s) return no_memory(error);
	unroll_status status = read_shape(sample, delimiter, quotes, s, error);
	*r = (rating){.columns = status == UNROLL_OK && s->closed ? most_columns(s) : 0};
	if (r->columns) r->points = (int)(100.0 * s->rows_of[r->columns] / s->rows) + 1;
	if (s->most > MOST_COLUMNS && s->rows_of[0] * 2 > s->rows) r->too_many = s->most;
	free(s);
	if (status != UNROLL_OK || !r->columns) return status;
	csv_columns columns;
	csv_choice choice;
	const unroll_csv_wish nothing = {.quotes = -1, .header = -1};
	status = csv_columns_begin(&columns, delimiter, quotes, r->columns, error);
	if (status == UNROLL_OK)
		status = csv_columns_add(&columns, sample->bytes, sample->size, sample->whole, error);
	if (status == UNROLL_OK) status = csv_columns_choose(&columns, &nothing, &choice, error);
	if (status == UNROLL_OK) {
		r->points += choice.score;
		csv_labels_release(&choice.labels);
	}
	csv_columns_release(&columns);
	return status;
}

size_t csv_separator_line(const uint8_t *bytes, size_t size, char *delimiter) {
	size_t start = size >= 3 && memcmp(bytes, "\xef\xbb\xbf", 3) == 0 ? 3 : 0;
	if (size < start + 5 || memcmp(bytes + start, "sep=", 4) != 0) return 0;
	if (!csv_is_delimiter((char)bytes[start + 4]) || bytes[start + 4] == CSV_FASTTEXT) return 0;
	*delimiter = (char)bytes[start + 4];
	size_t at = start + 5;
	if (at < size && bytes[at] == '\r') at++;
	if (at < size && bytes[at] == '\n') at++;
	return at > start + 5 ? at : 0;
}

/* Whether the first line is one of fastText's. Where a tab follows the label it is a table with tabs. */
static bool fasttext_begins(const uint8_t *bytes, size_t size) {
	size_t at = size >= 3 && memcmp(bytes, "\xef\xbb\xbf", 3) == 0 ? 3 : 0,
	       length = strlen(CSV_FASTTEXT_LABEL);
	if (size - at < length || memcmp(bytes + at, CSV_FASTTEXT_LABEL, length) != 0) return false;
	while (at < size && !memchr(" \t\r\n,", bytes[at], 5)) at++;
	return at < size && bytes[at] == CSV_FASTTEXT;
}

/* Takes the delimiter with which the sample is the best table; of equals the first one. */
unroll_status csv_choose_delimiter(const csv_sample *sample, const unroll_csv_wish *wish,
                                   csv_writing *writing, unroll_error *error) {
	int best = 0;
	char said = 0;
	if (!wish->delimiter) csv_separator_line(sample->bytes, sample->size, &said);
	if (!said) said = wish->delimiter;
	if (!said && json_begins(sample->bytes, sample->size)) said = CSV_JSON;
	if (!said && fasttext_begins(sample->bytes, sample->size)) said = CSV_FASTTEXT;
	*writing = (csv_writing){.delimiter = 0};
	for (size_t i = 0; i < sizeof delimiters; i++) {
		bool json = delimiters[i] == CSV_JSON, fasttext = delimiters[i] == CSV_FASTTEXT;
		if (said ? said != delimiters[i] : json || fasttext) continue;
		rating ratings[2] = {{0, 0, 0}, {0, 0, 0}};
		for (int quotes = 0; quotes < 2; quotes++) {
			if (fasttext ? quotes : json ? !quotes : wish->quotes >= 0 && wish->quotes != quotes) continue;
			unroll_status status = rate(sample, delimiters[i], quotes, &ratings[quotes], error);
			if (status != UNROLL_OK) return status;
			if (ratings[quotes].too_many) writing->too_many = ratings[quotes].too_many;
		}
		int points = ratings[0].points > ratings[1].points ? ratings[0].points : ratings[1].points;
		if (points <= best) continue;
		best = points;
		writing->delimiter = delimiters[i];
		writing->plain = ratings[0].columns;
		writing->quoted = ratings[1].columns;
	}
	return UNROLL_OK;
}
