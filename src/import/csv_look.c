/* Guessing how the rows of a table are written and which columns it has, from its beginning. */
#include <stdlib.h>
#include <string.h>

#include "base/fail.h"
#include "base/utf8.h"
#include "import/csv_columns.h"

/* --- Delimiter and quotes ------------------------------------------------------------------------ */

typedef struct shape {
	uint32_t rows, rows_of[CSV_SAMPLE_COLUMNS + 1]; /* by the number of columns */
	uint32_t opened, wrapped; /* cells that begin with a quote, and of them those that end with one */
} shape;

static unroll_status add_to_shape(void *context, const csv_rows *rows, uint32_t index, unroll_error *error) {
	shape *s = context;
	(void)index;
	(void)error;
	s->rows++;
	s->rows_of[rows->columns <= CSV_SAMPLE_COLUMNS ? rows->columns : 0]++;
	for (size_t column = 0; column < rows->columns; column++) {
		size_t size;
		const char *cell = csv_cell(rows, column, &size);
		bool opened = size && cell[0] == '"';
		s->opened += opened;
		s->wrapped += opened && size > 1 && cell[size - 1] == '"';
	}
	return UNROLL_OK;
}

/* The number of columns that most rows have, of those with two or more; 0 where there is none. */
static uint32_t most_columns(const shape *s) {
	uint32_t best = 0;
	for (uint32_t columns = 2; columns <= CSV_SAMPLE_COLUMNS; columns++)
		if (s->rows_of[columns] > (best ? s->rows_of[best] : 0)) best = columns;
	return best;
}

/* Takes the way of writing in which most rows have the same number of columns; of equals the first one. */
static unroll_status guess_writing(const csv_sample *sample, const unroll_csv_wish *wish,
                                   unroll_csv_layout *layout, unroll_error *error) {
	static const char delimiters[] = {'\t', ',', ';'};
	double best = 0;
	for (size_t i = 0; i < sizeof delimiters; i++) {
		if (wish->delimiter && wish->delimiter != delimiters[i]) continue;
		shape plain = {0}, quoted = {0};
		unroll_status status = csv_visit_rows(sample, delimiters[i], false, add_to_shape, &plain, error);
		if (status != UNROLL_OK) return status;
		/* Where tabs delimit, quotes are often just quotes; they mean something where all that open a cell also end one. */
		bool quotes_first = delimiters[i] != '\t' || (plain.opened && plain.opened == plain.wrapped);
		status = csv_visit_rows(sample, delimiters[i], true, add_to_shape, &quoted, error);
		if (status == UNROLL_OUT_OF_MEMORY) return status;
		bool closed = status == UNROLL_OK;
		for (int turn = 0; turn < 2; turn++) {
			bool quotes = (turn == 0) == quotes_first;
			if (wish->quotes >= 0 && (wish->quotes == 1) != quotes) continue;
			const shape *s = quotes ? &quoted : &plain;
			uint32_t columns = quotes && !closed && wish->quotes < 0 ? 0 : most_columns(s);
			double share = columns ? (double)s->rows_of[columns] / s->rows : 0;
			if (share <= best) continue;
			best = share;
			layout->delimiter = delimiters[i];
			layout->quotes = quotes;
			layout->columns = columns;
		}
	}
	if (best > 0) return UNROLL_OK;
	return fail(
	    error, UNROLL_BAD_FILE, "columns",
	    "There are no two columns in it, a text and a label, with %s between them. Save the table as CSV.",
	    wish->delimiter ? "this delimiter" : "a comma, a tab or a semicolon");
}

/* --- The values of the label --------------------------------------------------------------------- */

/* Copies the values of a column, with the first row's where that is no header. */
static unroll_status take_values(csv_columns *columns, unroll_csv_guess *guess, unroll_error *error) {
	csv_values *values = &columns->of[guess->layout.label].values;
	size_t size;
	uint32_t index;
	const char *first = csv_cell(&columns->first, guess->layout.label, &size);
	if (!guess->layout.header && size) {
		unroll_status status = csv_values_add(values, first, size, &index, error);
		if (status != UNROLL_OK) return status;
	}
	guess->rows = columns->rows - guess->layout.header;
	guess->value_count = csv_values_count(values);
	guess->positive = guess->value_count == 2 && csv_second_is_positive(values);
	guess->memory = malloc(values->texts.text_size + 1);
	if (!guess->memory)
		return fail(error, UNROLL_OUT_OF_MEMORY, "csv", "There is not enough memory for the labels.");
	char *to = guess->memory;
	for (uint32_t i = 0; i < UNROLL_CSV_VALUES; i++) {
		guess->values[i] = "";
		if (i >= values->texts.count) continue;
		const char *value = word_table_word(&values->texts, i, &size);
		size = utf8_valid_size(value, size);
		memcpy(to, value, size);
		to[size] = '\0';
		guess->values[i] = to;
		to += size + 1;
	}
	return UNROLL_OK;
}

void unroll_csv_guess_release(unroll_csv_guess *guess) {
	free(guess->memory);
	*guess = (unroll_csv_guess){.memory = NULL};
}

/* --- The whole look ------------------------------------------------------------------------------ */

/* UTF-16 begins with a mark of its own or has bytes of zero, which no text has. */
static unroll_status check_encoding(const uint8_t *sample, size_t size, unroll_error *error) {
	bool mark =
	    size >= 2 && ((sample[0] == 0xff && sample[1] == 0xfe) || (sample[0] == 0xfe && sample[1] == 0xff));
	if (!mark && !(size && memchr(sample, '\0', size))) return UNROLL_OK;
	return fail(error, UNROLL_BAD_TEXT, "encoding",
	            "The file is %s. Save it as UTF-8 (in Excel: \"CSV UTF-8\") and try again.",
	            mark ? "UTF-16" : "no text, or UTF-16");
}

unroll_status unroll_csv_look(const uint8_t *sample, size_t size, bool whole, const unroll_csv_wish *wish,
                              unroll_csv_guess *guess, unroll_error *error) {
	const csv_sample from = {sample, size, whole};
	unroll_csv_guess made = {.memory = NULL};
	csv_columns columns;
	unroll_status status = check_encoding(sample, size, error);
	if (status == UNROLL_OK) status = guess_writing(&from, wish, &made.layout, error);
	if (status != UNROLL_OK) return status;
	status = csv_columns_read(&columns, &from, &made.layout, error);
	if (status == UNROLL_OK) status = csv_columns_guess(&columns, wish, &made.layout, error);
	if (status == UNROLL_OK) status = take_values(&columns, &made, error);
	csv_columns_release(&columns);
	if (status == UNROLL_OK) *guess = made;
	return status;
}
