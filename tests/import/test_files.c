/* Proves what several files are together, by their names; that tables of two halves, lines and whole texts with a label by their
 * names become the corpus that one table would; and that nothing of it depends on how the bytes come in pieces. */
#include "../cmocka_all.h"

#include <stdio.h>

#include "looked_at.h"

typedef struct arranged {
	const char *names;
	int kind; /* -1: no dataset */
	bool divided, folders;
} arranged;

static const arranged cases[] = {
    {"reviews.csv", UNROLL_FILES_TABLES, false, false},
    {"README", UNROLL_FILES_TABLES, false, false},
    {"reviews.csv\nREADME.txt\n.DS_Store\n__MACOSX/._reviews.csv", UNROLL_FILES_TABLES, false, false},
    {"ratings_train.txt\nratings_test.txt", UNROLL_FILES_TABLES, true, false},
    {"nsmc-master/README.md\nnsmc-master/ratings.txt\nnsmc-master/ratings_test.txt\nnsmc-master/"
     "ratings_train.txt\n"
     "nsmc-master/raw/1.json\nnsmc-master/raw/2.json",
     UNROLL_FILES_TABLES, true, false},
    {"Train.csv\nTest.csv\nsampleSubmission.csv", UNROLL_FILES_TABLES, true, false},
    {"data/train/a.csv\ndata/test/a.csv", UNROLL_FILES_TABLES, true, false},
    {"train.tsv\ndev.tsv", UNROLL_FILES_TABLES, true, false},
    {"train-00000-of-00002.parquet\ntrain-00001-of-00002.parquet\ntest-00000-of-00001.parquet",
     UNROLL_FILES_TABLES, true, false},
    {"학습.csv\n테스트.csv", UNROLL_FILES_TABLES, true, false},
    {"rt-polaritydata/rt-polarity.pos\nrt-polaritydata/rt-polarity.neg\nrt-polaritydata.README.1.0.txt",
     UNROLL_FILES_LINES, false, false},
    {"pos.txt\nneg.txt", UNROLL_FILES_LINES, false, false},
    {"spam.txt\nham.txt", UNROLL_FILES_LINES, false, false},
    {"positive_train.txt\nnegative_train.txt\npositive_test.txt\nnegative_test.txt", UNROLL_FILES_LINES, true,
     false},
    {"train/pos.txt\ntrain/neg.txt\ntest/pos.txt\ntest/neg.txt", UNROLL_FILES_LINES, true, false},
    {"tokens/pos/cv000.txt\ntokens/pos/cv001.txt\ntokens/neg/cv000.txt\ntokens/neg/cv001.txt",
     UNROLL_FILES_TEXTS, false, true},
    {"mail/ham/1\nmail/ham/2\nmail/spam/1\nmail/spam/2\nmail/.hidden", UNROLL_FILES_TEXTS, false, true},
    {"train/긍정/1.txt\ntrain/긍정/2.txt\ntrain/부정/1.txt\ntest/긍정/1.txt\ntest/부정/1.txt",
     UNROLL_FILES_TEXTS, true, true},
    {"aclImdb/README\naclImdb/train/pos/0_9.txt\naclImdb/train/neg/0_2.txt", UNROLL_FILES_IMDB, false, false},
    {"a.csv\nb.csv", -1, false, false},
    {"a/1.csv\nb/2.csv", -1, false, false},
    {"train_love.csv", UNROLL_FILES_TABLES, false, false},
    {"love_train.csv\nlove_test.csv", UNROLL_FILES_TABLES, true, false},
    {"one.txt\none.txt", -1, false, false},
    {"", -1, false, false},
    {"README.md\nLICENSE", -1, false, false},
};

static void names_say_what_files_are(void **state) {
	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		unroll_files files;
		unroll_error error;
		unroll_status status = unroll_files_arrange(cases[i].names, &files, &error);
		if ((status == UNROLL_OK) != (cases[i].kind >= 0)) fail_msg("%s: %d", cases[i].names, status);
		if (status != UNROLL_OK) continue;
		if ((int)files.kind != cases[i].kind || files.folders != cases[i].folders ||
		    (files.kind != UNROLL_FILES_IMDB && files.divided != cases[i].divided))
			fail_msg("%s: kind %d%s%s", cases[i].names, files.kind, files.divided ? ", divided" : "",
			         files.folders ? ", folders" : "");
	}
}

/* --- Corpora ------------------------------------------------------------------------------------- */

typedef struct named_file {
	const char *name, *text;
} named_file;

typedef struct imported {
	unroll_bytes file;
	unroll_import_report report;
	unroll_csv_guess guess; /* but its texts */
	unroll_error error;
} imported;

static unroll_files arrange(const named_file *given, size_t count) {
	char names[1000] = "";
	unroll_files files;
	unroll_error error;
	for (size_t i = 0; i < count; i++) {
		strcat(names, given[i].name);
		strcat(names, "\n");
	}
	assert_int_equal(unroll_files_arrange(names, &files, &error), UNROLL_OK);
	return files;
}

static unroll_status look_at(const named_file *given, size_t count, size_t piece, unroll_table *table,
                             imported *made) {
	for (size_t i = 0; i < count; i++) {
		bool wanted;
		size_t size = strlen(given[i].text);
		unroll_status status = unroll_table_begin(table, given[i].name, &wanted, &made->error);
		if (status != UNROLL_OK) return status;
		for (size_t at = 0; wanted && at < size && status == UNROLL_OK; at += piece)
			status = unroll_table_add(table, (const uint8_t *)given[i].text + at,
			                          size - at < piece ? size - at : piece, &made->error);
		if (status != UNROLL_OK) return status;
	}
	return unroll_table_end(table, &made->guess, &made->error);
}

static unroll_status import_in_pieces(const named_file *given, size_t count, size_t piece, imported *made) {
	unroll_csv_wish wish = no_wish;
	unroll_import_options options = unroll_default_import_options();
	unroll_table *table;
	unroll_import *import = NULL;
	options.source = "files";
	wish.files = arrange(given, count);
	wish.labels = (unroll_label_rule){
	    .positive = "", .negative = "", .classes = ""}; /* as the page has them where nothing is said */
	assert_int_equal(unroll_table_create(&wish, &table, &made->error), UNROLL_OK);
	unroll_status status = look_at(given, count, piece, table, made);
	if (status == UNROLL_OK) status = unroll_table_check(table, &made->error);
	if (status == UNROLL_OK) {
		options.csv = made->guess.layout;
		options.labels = made->guess.rule;
		status = unroll_import_create(UNROLL_IMPORT_CSV, &options, &import, &made->error);
	}
	unroll_table_destroy(table);
	for (size_t i = 0; i < count && status == UNROLL_OK; i++)
		status = feed(import, given[i].name, (const uint8_t *)given[i].text, strlen(given[i].text), piece,
		              &made->error);
	if (status == UNROLL_OK) status = unroll_import_finish(import, &made->file, &made->report, &made->error);
	unroll_import_destroy(import);
	return status;
}

#define IMPORT(given, piece, made) import_in_pieces(given, sizeof(given) / sizeof *(given), piece, made)

/* Imports the files whole and in pieces, which must give the same, and checks how many reviews each half and label has. */
static void gives(const named_file *given, size_t count, const uint32_t reviews[2][2], imported *made) {
	imported pieces;
	if (import_in_pieces(given, count, 1 << 20, made) != UNROLL_OK) fail_msg("%s", made->error.message);
	for (size_t half = 0; half < 2; half++)
		assert_memory_equal(made->report.reviews[half], reviews[half], sizeof reviews[half]);
	for (size_t piece = 1; piece < 12; piece += 3) {
		assert_int_equal(import_in_pieces(given, count, piece, &pieces), UNROLL_OK);
		assert_int_equal(pieces.file.size, made->file.size);
		assert_memory_equal(pieces.file.data, made->file.data, made->file.size);
		unroll_bytes_free(&pieces.file);
	}
}

#define GIVES(given, reviews, made) gives(given, sizeof(given) / sizeof *(given), reviews, made)

static bool metadata_has(const imported *made, const char *text) {
	size_t size = strlen(text);
	for (size_t i = 0; i + size <= made->file.size; i++)
		if (memcmp(made->file.data + i, text, size) == 0) return true;
	return false;
}

static void two_tables_keep_their_division(void **state) {
	(void)state;
	static const named_file given[] = {
	    {"train.csv", "review,sentiment\na good film,positive\na bad film,negative\nfine indeed,positive\n"},
	    {"notes.md", "other,things\n"},
	    {"test.csv", "\xef\xbb\xbf"
	                 "Review,Sentiment\r\na dull film,negative\r\nso good,positive\r\nso bad,negative"},
	};
	imported made;
	GIVES(given, ((const uint32_t[2][2]){{1, 2}, {2, 1}}), &made);
	assert_int_equal(made.guess.rows, 6);
	assert_int_equal(made.report.skipped[UNROLL_SKIP_OTHER_FILE].count, 1);
	assert_int_equal(made.report.skipped[UNROLL_SKIP_HEADER].count, 0);
	unroll_bytes_free(&made.file);
}

static void tables_without_header_and_json_are_divided_too(void **state) {
	(void)state;
	static const named_file plain[] = {
	    {"train.tsv", "a good film\t1\na bad film\t0\nfine\t1\nno good film\t0\n"},
	    {"dev.tsv", "a dull one\t0\nso good a film\t1\n"}};
	static const named_file json[] = {
	    {"train.jsonl",
	     "{\"text\": \"a good film\", \"label\": 1}\n{\"text\": \"a bad film\", \"label\": 0}\n"},
	    {"test.jsonl",
	     "{\"label\": 0, \"text\": \"a dull film\"}\n{\"text\": \"so good a film\", \"label\": 1}\n"}};
	imported made;
	GIVES(plain, ((const uint32_t[2][2]){{2, 2}, {1, 1}}), &made);
	unroll_bytes_free(&made.file);
	GIVES(json, ((const uint32_t[2][2]){{1, 1}, {1, 1}}), &made);
	unroll_bytes_free(&made.file);
}

static void other_columns_are_refused(void **state) {
	(void)state;
	static const named_file fewer[] = {{"train.csv", "id,text,label\n1,a good film,1\n2,a bad film,0\n"},
	                                   {"test.csv", "id,text\n3,a dull film\n"}};
	static const named_file turned[] = {{"train.csv", "text,label\na good film,1\na bad film,0\n"},
	                                    {"test.csv", "label,text\n0,a dull film\n"}};
	imported made;
	assert_int_equal(IMPORT(fewer, 100, &made), UNROLL_MISMATCH);
	assert_non_null(strstr(made.error.message, "train.csv and test.csv have different columns"));
	assert_int_equal(IMPORT(turned, 100, &made), UNROLL_MISMATCH);
	assert_non_null(strstr(made.error.message, "train.csv and test.csv have different columns"));
}

static void lines_and_texts_are_labelled_by_their_names(void **state) {
	(void)state;
	static const named_file lines[] = {{"rt-polarity.neg",
	                                    "\xef\xbb\xbf"
	                                    "simplistic , silly\tand tedious\r\n\r\nso \"bad\n\nlabel;a,b\n"},
	                                   {"rt-polarity.pos", "\xef\xbc\xa7ood fun\n\"a rock\" is destined"}};
	static const named_file texts[] = {{"x/fresh/1.txt", "a good\nfilm\twith\r\nmany lines\n"},
	                                   {"x/fresh/2.txt", "\xef\xbb\xbf"
	                                                     "fine"},
	                                   {"x/fresh/3.txt", ""},
	                                   {"x/rotten/1.txt", "a bad\n\nfilm"},
	                                   {"x/rotten/2.txt", "dull"}};
	imported made;
	GIVES(lines, ((const uint32_t[2][2]){{3, 2}, {0, 0}}), &made);
	assert_string_equal(made.report.names[1], "pos");
	assert_int_equal(made.report.longest, 4);
	assert_true(
	    metadata_has(&made, "\xef\xbd\x87ood")); /* full-width, in lower case: no mark was taken off it */
	unroll_bytes_free(&made.file);
	GIVES(texts, ((const uint32_t[2][2]){{2, 2}, {0, 0}}), &made);
	assert_true(metadata_has(&made, "\"positive\":\"fresh\"") &&
	            metadata_has(&made, "\"negative\":\"rotten\""));
	assert_int_equal(made.report.longest, 6);
	assert_int_equal(made.report.skipped[UNROLL_SKIP_NO_TEXT].count, 1);
	assert_int_equal(made.report.skipped[UNROLL_SKIP_NO_TEXT].places[0], 3);
	unroll_bytes_free(&made.file);
}

/* Line 3 of one file is not line 3 of another. Of one file alone no name is needed; a long name keeps its end. */
static void skipped_lines_of_several_files_name_their_file(void **state) {
	(void)state;
	static const named_file tables[] = {
	    {"train.csv", "text,label\na good film,pos\n,neg\na bad film,neg\n"},
	    {"영화/"
	     "아주아주아주아주아주아주아주아주아주아주아주아주 긴 이름의 test.csv",
	     "text,label\nso good,pos\n,pos\nso bad,neg\n,neg\n"},
	    {"notes.md", "none"}};
	static const named_file alone[] = {{"train.csv", "text,label\na good film,pos\n,neg\na bad film,neg\n"}};
	static const named_file texts[] = {{"x/fresh/1.txt", "a good film"},
	                                   {"x/fresh/2.txt", ""},
	                                   {"x/rotten/1.txt", "a bad film"},
	                                   {"x/rotten/2.txt", "dull"}};
	imported made;
	assert_int_equal(IMPORT(tables, 100, &made), UNROLL_OK);
	const unroll_skipped *skipped = &made.report.skipped[UNROLL_SKIP_NO_TEXT];
	assert_int_equal(skipped->count, 3);
	assert_true(skipped->places[0] == 3 && skipped->places[1] == 3 && skipped->places[2] == 5);
	assert_string_equal(skipped->files[0], "train.csv");
	assert_string_equal(skipped->files[1], "…아주아주아주아주아주아주 긴 이름의 test.csv");
	assert_string_equal(skipped->files[2], skipped->files[1]);
	assert_string_equal(made.report.skipped[UNROLL_SKIP_OTHER_FILE].files[0], "notes.md");
	assert_false(made.report.whole_files);
	unroll_bytes_free(&made.file);
	assert_int_equal(IMPORT(alone, 100, &made), UNROLL_OK);
	assert_int_equal(made.report.skipped[UNROLL_SKIP_NO_TEXT].places[0], 3);
	assert_string_equal(made.report.skipped[UNROLL_SKIP_NO_TEXT].files[0], "");
	unroll_bytes_free(&made.file);
	assert_int_equal(IMPORT(texts, 100, &made), UNROLL_OK);
	assert_string_equal(made.report.skipped[UNROLL_SKIP_NO_TEXT].files[0], "x/fresh/2.txt");
	assert_true(made.report.whole_files);
	unroll_bytes_free(&made.file);
}

/* A file of several that is damaged is named by what refuses it. */
static void damage_in_one_of_several_files_names_it(void **state) {
	(void)state;
	static const named_file json[] = {
	    {"train.jsonl",
	     "{\"text\": \"a good film\", \"label\": 1}\n{\"text\": \"a bad film\", \"label\": 0}\n"},
	    {"test.jsonl", "{\"text\": \"so good\", \"label\": 1}\n{\"text\": \"so bad\", label}\n"}};
	enum { LINES = 80000 };
	static const char line[] = "so, bad, and long\n";
	char *open = malloc(LINES * sizeof line + 64),
	     *end = open + sprintf(open, "text,label\n\"so good\",pos\n\"");
	for (int i = 0; i < LINES; i++) end += sprintf(end, "%s", line);
	const named_file quotes[] = {{"train.csv", "text,label\n\"a, good\nfilm\",pos\n\"a, bad\nfilm\",neg\n"},
	                             {"test.csv", open}};
	imported made;
	assert_int_equal(IMPORT(json, 100, &made), UNROLL_BAD_FILE);
	assert_non_null(strstr(made.error.message, "test.jsonl: The JSON is damaged in line 2"));
	unroll_table *table;
	unroll_csv_wish wish = no_wish;
	wish.quotes = 1;
	wish.files = arrange(quotes, 2);
	assert_int_equal(unroll_table_create(&wish, &table, NULL), UNROLL_OK);
	assert_int_equal(look_at(quotes, 2, 1 << 16, table, &made), UNROLL_BAD_FILE);
	assert_non_null(strstr(made.error.message, "test.csv: The quote that opens a cell in line 3"));
	unroll_table_destroy(table);
	free(open);
}

static void names_without_a_known_meaning_are_asked(void **state) {
	(void)state;
	static const named_file given[] = {{"spam.txt", "buy this now\nbuy that now\n"},
	                                   {"ham.txt", "see you soon\n"}};
	imported made;
	assert_int_equal(IMPORT(given, 100, &made), UNROLL_MISMATCH);
	assert_int_equal(made.guess.question, UNROLL_ASK_LABELS);
	assert_non_null(strstr(made.error.message, "\"spam\" (2), \"ham\" (1)"));
}

/* Rows as in the official files: quotes mean nothing, and an id is that of one row. */
#define NSMC_ROWS(from)                                                                                      \
	"id\tdocument\tlabel\n" #from "1\t정말 좋은 영화\t1\n" #from "2\t\"지루하다\t0\n" #from                  \
	"3\t\"좋았다\"\t1\n" #from "4\t별로\"\t0\n" #from "5\t최고다\t1\n" #from "6\t아깝다\t0\n"

static void nsmc_is_recognised(void **state) {
	(void)state;
	static const named_file both[] = {{"ratings_train.txt", NSMC_ROWS(10)},
	                                  {"ratings_test.txt", NSMC_ROWS(20)}};
	static const named_file one[] = {{"ratings_train.txt", NSMC_ROWS(10)}};
	static const named_file other[] = {
	    {"a.tsv", "id\tdocument\tlabel\n1\t좋은 영화\t1\n2\t나쁜 영화\t0\n1\t좋은 것\t1\n2\t나쁜 것\t0\n"}};
	imported made;
	GIVES(both, ((const uint32_t[2][2]){{3, 3}, {3, 3}}), &made);
	assert_int_equal(made.guess.layout.dataset, UNROLL_DATASET_NSMC);
	assert_false(made.guess.layout.quotes);
	assert_true(metadata_has(&made, "Naver Sentiment Movie Corpus (NSMC)"));
	assert_true(metadata_has(&made, "\"positive\":\"긍정\"") && metadata_has(&made, "\"negative\":\"부정\""));
	unroll_bytes_free(&made.file);
	GIVES(one, ((const uint32_t[2][2]){{3, 3}, {0, 0}}), &made);
	assert_int_equal(made.guess.layout.dataset, UNROLL_DATASET_NSMC);
	unroll_bytes_free(&made.file);
	GIVES(other, ((const uint32_t[2][2]){{2, 2}, {0, 0}}), &made);
	assert_int_equal(made.guess.layout.dataset, UNROLL_DATASET_OTHER);
	unroll_bytes_free(&made.file);
}

int main(void) {
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(names_say_what_files_are),
	    cmocka_unit_test(two_tables_keep_their_division),
	    cmocka_unit_test(tables_without_header_and_json_are_divided_too),
	    cmocka_unit_test(other_columns_are_refused),
	    cmocka_unit_test(lines_and_texts_are_labelled_by_their_names),
	    cmocka_unit_test(skipped_lines_of_several_files_name_their_file),
	    cmocka_unit_test(damage_in_one_of_several_files_names_it),
	    cmocka_unit_test(names_without_a_known_meaning_are_asked),
	    cmocka_unit_test(nsmc_is_recognised),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
