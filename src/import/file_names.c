#include "import/file_names.h"

#include <string.h>

#include "base/fail.h"
#include "base/number.h"
#include "base/utf8.h"
#include "import/csv_labels.h"
#include "import/csv_words.h"
#include "import/imdb.h"

typedef struct span {
	const char *text;
	size_t size;
} span;

typedef enum name_half { NO_HALF, TRAIN, TEST, REST } name_half;

typedef struct file_name {
	bool ignored;          /* hidden, about the dataset, or of a kind that holds no reviews */
	bool is_data;          /* ends like a table that is nothing else: .csv */
	bool is_table;         /* ends like a table: also .txt */
	name_half half;        /* of its own words, or of a folder */
	csv_polarity polarity; /* of its own words, or of its folder */
	char label[LABEL_BYTES];
	char folder[LABEL_BYTES]; /* the label by the nearest folder that is no half; "" where there is none */
} file_name;

/* --- Words of a name ----------------------------------------------------------------------------- */

static bool is_letter(char c) {
	return (uint8_t)((c | 0x20) - 'a') < 26 || (uint8_t)c >= 0x80;
}

static bool is_digit(char c) {
	return c >= '0' && c <= '9';
}

/* Takes the next run of letters, or of digits, off the front; empty at the end. */
static span take_word(span *rest) {
	while (rest->size && !is_letter(*rest->text) && !is_digit(*rest->text)) rest->text++, rest->size--;
	span word = {rest->text, 0};
	while (word.size < rest->size &&
	       (is_digit(*word.text) ? is_digit(word.text[word.size]) : is_letter(word.text[word.size])))
		word.size++;
	rest->text += word.size;
	rest->size -= word.size;
	return word;
}

/* Whether a word, without regard to case, is one of those in a list that a bar divides. */
static bool is_one_of(span word, const char *list) {
	csv_key key = csv_key_of(word.text, word.size);
	if (key.size == 0 || key.size > CSV_KEY_BYTES) return false;
	for (const char *at = list; at[1]; at = strchr(at + 1, '|'))
		if (strncmp(at + 1, key.text, key.size) == 0 && at[1 + key.size] == '|') return true;
	return false;
}

static name_half half_of_word(span word) {
	if (is_one_of(word, "|train|training|traindata|학습|훈련|")) return TRAIN;
	if (is_one_of(word, "|test|testing|testdata|테스트|시험|")) return TEST;
	return is_one_of(word, "|dev|valid|validation|val|eval|evaluation|검증|평가|") ? REST : NO_HALF;
}

static csv_polarity polarity_of(span word) {
	csv_key key = csv_key_of(word.text, word.size);
	csv_polarity polarity = csv_polarity_of(key.text, key.size < CSV_KEY_BYTES ? key.size : CSV_KEY_BYTES);
	return polarity == CSV_WORD_POSITIVE || polarity == CSV_WORD_NEGATIVE ? polarity : CSV_WORD_UNKNOWN;
}

/* --- A name -------------------------------------------------------------------------------------- */

/* Takes the last part of a path off its end. */
static span take_part(span *path) {
	size_t start = path->size;
	while (start && path->text[start - 1] != '/') start--;
	span part = {path->text + start, path->size - start};
	path->size = start ? start - 1 : 0;
	return part;
}

/* Takes what follows the last dot off a name's end. */
static span take_ending(span *name) {
	size_t dot = name->size;
	while (dot && name->text[dot - 1] != '.') dot--;
	if (dot < 2) return (span){"", 0};
	span ending = {name->text + dot, name->size - dot};
	name->size = dot - 1;
	return ending;
}

/* What a file is by the end of its name. */
static void read_ending(span *base, file_name *name) {
	span before = *base, ending = take_ending(&before);
	if (is_one_of(ending, "|gz|")) {
		*base = before;
		ending = take_ending(&before);
	}
	name->is_data = is_one_of(ending, "|csv|tsv|json|jsonl|ndjson|parquet|xlsx|");
	name->is_table = name->is_data || is_one_of(ending, "|txt|");
	bool is_number = ending.size > 0;
	for (size_t i = 0; i < ending.size; i++) is_number = is_number && is_digit(ending.text[i]);
	bool is_text = name->is_table || ending.size == 0 || is_number || polarity_of(ending) ||
	               half_of_word(ending) || is_one_of(ending, "|dat|data|tab|text|review|");
	if (!is_text) name->ignored = true;
	if (name->is_table || is_one_of(ending, "|dat|data|tab|text|review|")) *base = before;
}

static void put_word(char label[LABEL_BYTES], span word) {
	size_t size = strlen(label), room = LABEL_BYTES - 2 - size;
	if (size && room) label[size++] = ' ', room--;
	size_t taken = utf8_cut(word.text, word.size, room);
	for (size_t i = 0; i < taken; i++) label[size + i] = (uint8_t)word.text[i] < ' ' ? ' ' : word.text[i];
	label[size + utf8_valid_size(label + size, taken)] = '\0';
}

/* The word that says good or bad; empty where none does. */
static span polar_word(span name) {
	for (span word = take_word(&name); word.size; word = take_word(&name))
		if (polarity_of(word)) return word;
	return (span){"", 0};
}

/* The words of its own name: a half, and the one that says good or bad or else all others are its label. */
static void read_words(span base, file_name *name) {
	span polar = polar_word(base);
	for (span word = take_word(&base); word.size; word = take_word(&base)) {
		name_half half = half_of_word(word);
		if (is_one_of(word, "|readme|license|licence|")) name->ignored = true;
		if (half && !name->half) name->half = half;
		if (!half && !polar.size) put_word(name->label, word);
	}
	name->polarity = polarity_of(polar);
	put_word(name->label, polar);
}

/* A folder is a half, or its reviews' label. */
static void read_folder(span folder, file_name *name) {
	name_half half = half_of_word(folder);
	if (half) name->half = half;
	if (is_one_of(folder, "|__macosx|")) name->ignored = true;
	if (half || name->folder[0]) return;
	span polar = polar_word(folder);
	put_word(name->folder, polar.size ? polar : folder);
	if (!name->polarity) name->polarity = polarity_of(polar);
}

static file_name read_name(span path) {
	file_name name = {.ignored = false};
	span base = take_part(&path);
	if (base.size == 0 || base.text[0] == '.') name.ignored = true;
	read_ending(&base, &name);
	read_words(base, &name);
	while (path.size) read_folder(take_part(&path), &name);
	return name;
}

/* --- All names ----------------------------------------------------------------------------------- */

/* The labels that occurred, as far as there are few. */
enum { MOST_LABELS = 64 };
typedef struct label_list {
	char of[MOST_LABELS][LABEL_BYTES];
	uint8_t halves[MOST_LABELS]; /* a bit for each half that was seen with it */
	size_t count;
	bool more, several; /* there are others; some label has several files of one half */
} label_list;

static void add_label(label_list *list, const char *label, name_half half) {
	size_t i = 0;
	while (i < list->count && strcmp(list->of[i], label) != 0) i++;
	if (i == MOST_LABELS) {
		list->more = true;
		return;
	}
	if (i == list->count) {
		format_text(list->of[list->count++], LABEL_BYTES, "%s", label);
		list->halves[i] = 0;
	}
	uint8_t bit = (uint8_t)(1u << half);
	list->several = list->several || (list->halves[i] & bit);
	list->halves[i] |= bit;
}

typedef struct census {
	size_t all, used, in_folders, data, tables;
	size_t halves[4], data_of_halves[4]; /* by name_half */
	size_t positive, negative;
	bool imdb;
	label_list folders, names;
} census;

static void count_name(census *c, span path) {
	file_name name = read_name(path);
	char end[64]; /* long enough for all that names its kind */
	unroll_review review;
	size_t size = path.size < sizeof end ? path.size : sizeof end - 1;
	memcpy(end, path.text + path.size - size, size);
	end[size] = '\0';
	c->imdb = c->imdb || imdb_is_review(end, &review);
	c->all++;
	if (name.ignored) return;
	c->used++;
	c->data += name.is_data;
	c->tables += name.is_table;
	c->halves[name.half]++;
	c->data_of_halves[name.half] += name.is_data;
	c->positive += name.polarity == CSV_WORD_POSITIVE;
	c->negative += name.polarity == CSV_WORD_NEGATIVE;
	add_label(&c->names, name.label, name.half);
	if (!name.folder[0]) return;
	c->in_folders++;
	add_label(&c->folders, name.folder, name.half);
}

/* Tables of which each belongs to a half: one of each, unless their endings say that they are tables. */
static bool are_divided_tables(const census *c) {
	size_t test = c->halves[TEST] + c->halves[REST];
	bool labelled = c->positive && c->negative, singles = true;
	for (int half = TRAIN; half <= REST; half++)
		singles = singles && (c->halves[half] <= 1 || c->data_of_halves[half] == c->halves[half]);
	return c->halves[TRAIN] && test && singles && !labelled;
}

static unroll_status classify(const census *c, unroll_files *files, unroll_error *error) {
	files->rest_is_test = c->halves[TEST] == 0;
	files->divided = c->halves[TRAIN] && c->halves[TEST] + c->halves[REST];
	if (c->imdb) {
		*files = (unroll_files){.kind = UNROLL_FILES_IMDB};
	} else if (are_divided_tables(c)) {
		files->kind = UNROLL_FILES_TABLES;
	} else if (c->folders.count > 1 && !c->folders.more && c->in_folders == c->used && c->data == 0) {
		files->kind = c->folders.several ? UNROLL_FILES_TEXTS : UNROLL_FILES_LINES;
		files->folders = true;
	} else if (c->all == 1 || c->used == 1 || (c->tables == 1 && !(c->positive && c->negative))) {
		*files =
		    (unroll_files){.kind = UNROLL_FILES_TABLES, .several = c->all > 1, .tables_only = c->used > 1};
	} else if (c->names.count > 1 && c->names.count <= 20 && c->data == 0 && !c->names.several) {
		files->kind = UNROLL_FILES_LINES;
	} else {
		return fail(error, UNROLL_MISMATCH, "files", "These %zu files do not form one dataset.", c->all);
	}
	return UNROLL_OK;
}

unroll_status unroll_files_arrange(const char *names, unroll_files *files, unroll_error *error) {
	census c = {.all = 0};
	*files = (unroll_files){.kind = UNROLL_FILES_TABLES, .several = true};
	for (const char *line = names; *line;) {
		const char *end = strchr(line, '\n');
		size_t size = end ? (size_t)(end - line) : strlen(line);
		count_name(&c, (span){line, size});
		line += size + (end != NULL);
	}
	return classify(&c, files, error);
}

file_role role_of_file(const unroll_files *files, const char *path) {
	file_name name = read_name((span){path, strlen(path)});
	file_role role = {.wanted = !files->several || (!name.ignored && (name.is_table || !files->tables_only)),
	                  .has_half = files->divided};
	bool is_test = name.half == TEST || (name.half == REST && files->rest_is_test);
	role.half = is_test ? UNROLL_TEST_HALF : UNROLL_TRAIN_HALF;
	if (files->divided && !name.half) role.wanted = false;
	format_text(role.label, sizeof role.label, "%s", files->folders ? name.folder : name.label);
	return role;
}
