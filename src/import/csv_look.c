/* Guessing how rows are written, from the beginning of a file. */
#include <stdlib.h>
#include <string.h>

#include "base/fail.h"
#include "base/grow.h"
#include "base/number.h"
#include "base/utf8.h"
#include "import/csv_rows.h"
#include "import/csv_values.h"
#include "unroll/import.h"

enum { SAMPLE_ROWS = 1000, SAMPLE_COLUMNS = 64, PREVIEW_CELL = 160 };

/* What the text and the label are called where columns have names, in lower case. */
static const char *const text_names[] = {
    "text",    "review",  "reviews", "review_text", "reviewtext", "document", "sentence",
    "comment", "content", "body",    "message",     "tweet",      "phrase",   "리뷰",
    "내용",    "문장",    "본문",    "텍스트",      "댓글",       "후기",     NULL};
static const char *const label_names[] = {
    "label", "labels", "sentiment", "polarity", "class", "target", "category", "rating", "score", "stars",
    "y",     "라벨",   "레이블",    "감정",     "감성",  "평점",   "별점",     "점수",   NULL};

typedef struct look {
	const uint8_t *sample;
	size_t size;
	bool whole;
	const unroll_csv_wish *wish;
	unroll_csv_guess *guess;
} look;

/* --- Rows of the sample -------------------------------------------------------------------------- */

/* Calls back for each whole row of the sample, at most SAMPLE_ROWS; the row that the sample cuts is left out. */
typedef void row_visitor(void *context, const csv_rows *rows, uint32_t index);

static unroll_status visit_rows(const look *l, char delimiter, bool quotes, row_visitor *visit, void *context,
                                unroll_error *error) {
	csv_rows rows;
	csv_rows_begin(&rows, delimiter, quotes);
	const uint8_t *bytes = l->sample;
	size_t size = l->size;
	bool found = true;
	unroll_status status = UNROLL_OK;
	for (uint32_t index = 0; found && index < SAMPLE_ROWS; index++) {
		status = csv_rows_next(&rows, &bytes, &size, l->whole, &found, error);
		if (status != UNROLL_OK) break;
		if (found) visit(context, &rows, index);
	}
	csv_rows_release(&rows);
	return status;
}

/* --- Delimiter and quotes ------------------------------------------------------------------------ */

typedef struct shape {
	uint32_t rows, rows_of[SAMPLE_COLUMNS + 1]; /* by the number of columns */
	uint32_t opened, wrapped; /* cells that begin with a quote, and of them those that end with one */
} shape;

static void add_to_shape(void *context, const csv_rows *rows, uint32_t index) {
	shape *s = context;
	(void)index;
	s->rows++;
	s->rows_of[rows->columns <= SAMPLE_COLUMNS ? rows->columns : 0]++;
	for (size_t column = 0; column < rows->columns; column++) {
		size_t size;
		const char *cell = csv_cell(rows, column, &size);
		bool opened = size && cell[0] == '"';
		s->opened += opened;
		s->wrapped += opened && size > 1 && cell[size - 1] == '"';
	}
}

/* The number of columns that most rows have, of those with two or more; 0 where there is none. */
static uint32_t most_columns(const shape *s) {
	uint32_t best = 0;
	for (uint32_t columns = 2; columns <= SAMPLE_COLUMNS; columns++)
		if (s->rows_of[columns] > (best ? s->rows_of[best] : 0)) best = columns;
	return best;
}

/* Takes the way of writing in which most rows have the same number of columns; of equals the first one. */
static unroll_status guess_writing(const look *l, unroll_error *error) {
	static const char delimiters[] = {'\t', ',', ';'};
	unroll_csv_layout *layout = &l->guess->layout;
	double best = 0;
	for (size_t i = 0; i < sizeof delimiters; i++) {
		if (l->wish->delimiter && l->wish->delimiter != delimiters[i]) continue;
		shape plain = {0}, quoted = {0};
		unroll_status status = visit_rows(l, delimiters[i], false, add_to_shape, &plain, error);
		if (status != UNROLL_OK) return status;
		/* Where tabs delimit, quotes are often just quotes; they mean something where all that open a cell also end one. */
		bool quotes_first = delimiters[i] != '\t' || (plain.opened && plain.opened == plain.wrapped);
		status = visit_rows(l, delimiters[i], true, add_to_shape, &quoted, error);
		if (status == UNROLL_OUT_OF_MEMORY) return status;
		bool closed = status == UNROLL_OK;
		for (int turn = 0; turn < 2; turn++) {
			bool quotes = (turn == 0) == quotes_first;
			if (l->wish->quotes >= 0 && (l->wish->quotes == 1) != quotes) continue;
			const shape *s = quotes ? &quoted : &plain;
			uint32_t columns = quotes && !closed && l->wish->quotes < 0 ? 0 : most_columns(s);
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
	    l->wish->delimiter ? "this delimiter" : "a comma, a tab or a semicolon");
}

/* --- Columns ------------------------------------------------------------------------------------- */

typedef struct column_look {
	uint64_t bytes; /* of its cells, without the first row's */
	csv_values values;
	bool first_is_new; /* the first row's cell is none of the values */
	char first[UNROLL_VALUE_BYTES];
	bool text_name, label_name; /* the first row's cell is a name of such a column */
} column_look;

typedef struct columns {
	column_look *of; /* (count) */
	uint32_t count, rows;
} columns;

static void add_to_columns(void *context, const csv_rows *rows, uint32_t index) {
	columns *c = context;
	c->rows++;
	for (uint32_t i = 0; i < c->count && i < rows->columns; i++) {
		column_look *one = &c->of[i];
		size_t size;
		const char *cell = csv_cell(rows, i, &size);
		if (index == 0) {
			csv_value_copy(one->first, cell, size);
			one->text_name = csv_is_one_of(cell, size, text_names);
			one->label_name = csv_is_one_of(cell, size, label_names);
		} else {
			one->bytes += size;
			if (size) csv_values_add(&one->values, cell, size);
		}
	}
}

/* The column that a wish names or numbers. */
static unroll_status find_column(const columns *c, const char *wish, const char *what, uint32_t *found,
                                 unroll_error *error) {
	uint32_t number;
	for (uint32_t i = 0; i < c->count; i++)
		if (strcmp(c->of[i].first, wish) == 0) {
			*found = i;
			return UNROLL_OK;
		}
	if (parse_integer(wish, &number) && number >= 1 && number <= c->count) {
		*found = number - 1;
		return UNROLL_OK;
	}
	char names[200] = "";
	for (uint32_t i = 0; i < c->count && strlen(names) + UNROLL_VALUE_BYTES + 8 < sizeof names; i++)
		format_text(names + strlen(names), sizeof names - strlen(names), "%s%u \"%s\"", i ? ", " : "", i + 1,
		            c->of[i].first);
	return fail(error, UNROLL_BAD_SETTING, what, "There is no column \"%s\" for the %s. The columns are %s.",
	            wish, what, names);
}

/* The text: a column of that name, or the one with the longest cells. */
static uint32_t guess_text(const columns *c, uint32_t taken) {
	uint32_t best = taken == 0 ? 1 : 0;
	for (uint32_t i = 0; i < c->count; i++) {
		if (i == taken) continue;
		if (c->of[i].text_name) return i;
		if (c->of[i].bytes > c->of[best].bytes) best = i;
	}
	return best;
}

/* How little a column looks like labels: by its different values, of which two are best. */
static uint32_t label_rank(const column_look *one) {
	uint32_t count = one->values.count;
	return count == 2 ? 0 : count == 1 ? 1 : count ? count : UNROLL_CSV_VALUES + 2;
}

/* The label: a column of that name, or the one with two values; of such, the one with the shortest cells. */
static uint32_t guess_label(const columns *c, uint32_t text) {
	uint32_t best = text == 0 ? 1 : 0;
	for (uint32_t i = 0; i < c->count; i++) {
		if (i == text) continue;
		const column_look *one = &c->of[i], *other = &c->of[best];
		if (one->label_name) return i;
		uint32_t rank = label_rank(one), best_rank = label_rank(other);
		if (rank < best_rank || (rank == best_rank && one->bytes <= other->bytes)) best = i;
	}
	return best;
}

static bool has_value(const csv_values *values, const char *text) {
	for (uint32_t i = 0; i < values->count && i < UNROLL_CSV_VALUES; i++)
		if (strcmp(values->values[i].text, text) == 0) return true;
	return false;
}

/* The first row names the columns where one of its cells is such a name, or where its label is none of those that come
 * again and again below. */
static bool guess_header(const columns *c, uint32_t label) {
	for (uint32_t i = 0; i < c->count; i++)
		if (c->of[i].text_name || c->of[i].label_name) return true;
	const csv_values *values = &c->of[label].values;
	bool repeated = values->count <= UNROLL_CSV_VALUES && c->rows > 2 * (uint64_t)values->count;
	return repeated && !has_value(values, c->of[label].first);
}

static unroll_status guess_columns(const look *l, const columns *c, unroll_error *error) {
	unroll_csv_layout *layout = &l->guess->layout;
	uint32_t text = c->count, label = c->count;
	unroll_status status = UNROLL_OK;
	if (l->wish->text) status = find_column(c, l->wish->text, "text", &text, error);
	if (status == UNROLL_OK && l->wish->label)
		status = find_column(c, l->wish->label, "label", &label, error);
	if (status != UNROLL_OK) return status;
	if (text == c->count) text = guess_text(c, label);
	if (label == c->count) label = guess_label(c, text);
	if (text == label)
		return fail(error, UNROLL_BAD_SETTING, "label",
		            "The text and the label are the same column. Choose another one.");
	layout->text = text;
	layout->label = label;
	layout->header = l->wish->header >= 0 ? l->wish->header == 1 : guess_header(c, label);
	return UNROLL_OK;
}

/* The values of the label column, as the rows of the sample have them. */
static void tell_values(const columns *c, unroll_csv_guess *guess) {
	column_look *label = &c->of[guess->layout.label];
	if (!guess->layout.header && label->first[0])
		csv_values_add(&label->values, label->first, strlen(label->first));
	guess->rows = c->rows - guess->layout.header;
	guess->value_count = label->values.count;
	for (uint32_t i = 0; i < UNROLL_CSV_VALUES; i++)
		memcpy(guess->values[i], label->values.values[i].text, UNROLL_VALUE_BYTES);
	guess->positive = guess->value_count == 2 && csv_second_is_positive(guess->values[0], guess->values[1]);
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
	unroll_csv_guess made = {.rows = 0};
	look l = {sample, size, whole, wish, &made};
	unroll_status status = check_encoding(sample, size, error);
	if (status == UNROLL_OK) status = guess_writing(&l, error);
	if (status != UNROLL_OK) return status;
	columns c = {.count = made.layout.columns};
	c.of = calloc(c.count, sizeof *c.of);
	if (!c.of)
		return fail(error, UNROLL_OUT_OF_MEMORY, "csv", "There is not enough memory to look at the columns.");
	status = visit_rows(&l, made.layout.delimiter, made.layout.quotes, add_to_columns, &c, error);
	if (status == UNROLL_OK) status = guess_columns(&l, &c, error);
	if (status == UNROLL_OK) {
		tell_values(&c, &made);
		*guess = made;
	}
	free(c.of);
	return status;
}

/* --- The preview --------------------------------------------------------------------------------- */

typedef struct preview {
	uint32_t rows;
	char *text;
	size_t size, capacity;
	bool failed;
} preview;

static void put(preview *p, const char *bytes, size_t size) {
	char *text = grown(p->text, &p->capacity, p->size + size, 1);
	if (!text) {
		p->failed = true;
		return;
	}
	p->text = text;
	memcpy(text + p->size, bytes, size);
	p->size += size;
}

static void put_cell(preview *p, const char *cell, size_t size) {
	size_t at = 0;
	while (at < size && at < PREVIEW_CELL) {
		uint32_t code_point;
		size_t length = utf8_decode(cell + at, size - at, &code_point);
		if (length == 0)
			put(p, "\xef\xbf\xbd", 3);
		else if (code_point != 0x1e && code_point != 0x1f)
			put(p, cell + at, length);
		at += length ? length : 1;
	}
	put(p, "\x1f", 1);
}

static void add_to_preview(void *context, const csv_rows *rows, uint32_t index) {
	preview *p = context;
	if (index >= p->rows) return;
	for (size_t column = 0; column < rows->columns && column < SAMPLE_COLUMNS; column++) {
		size_t size;
		const char *cell = csv_cell(rows, column, &size);
		put_cell(p, cell, size);
	}
	put(p, "\x1e", 1);
}

unroll_status unroll_csv_preview(const uint8_t *sample, size_t size, const unroll_csv_layout *layout,
                                 uint32_t rows, unroll_bytes *text, unroll_error *error) {
	look l = {.sample = sample, .size = size};
	preview p = {.rows = rows};
	unroll_status status = visit_rows(&l, layout->delimiter, layout->quotes, add_to_preview, &p, error);
	if (status == UNROLL_OK && p.failed)
		status = fail(error, UNROLL_OUT_OF_MEMORY, "csv", "There is not enough memory for a preview.");
	if (status == UNROLL_OK)
		*text = (unroll_bytes){(uint8_t *)p.text, p.size};
	else
		free(p.text);
	return status;
}
