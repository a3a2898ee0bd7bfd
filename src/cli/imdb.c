#include "cli/imdb.h"

#include <string.h>

#include "cli/console.h"
#include "cli/interrupt.h"

/* Takes digits from the front of a text: a whole number that fits 32 bits. */
static bool take_number(const char **text, uint32_t *number) {
	uint64_t value = 0;
	const char *start = *text;
	while (**text >= '0' && **text <= '9' && value <= UINT32_MAX)
		value = value * 10 + (uint64_t)(*(*text)++ - '0');
	*number = (uint32_t)value;
	return *text > start && value <= UINT32_MAX;
}

/* Takes the last part of a path: what follows its last slash before `*end`, which moves to that slash. */
static bool take_last_part(const char *path, const char **end, const char *part) {
	size_t size = strlen(part);
	if ((size_t)(*end - path) < size || memcmp(*end - size, part, size) != 0) return false;
	const char *start = *end - size;
	if (start > path && start[-1] != '/') return false;
	*end = start > path ? start - 1 : start;
	return true;
}

bool is_imdb_review(const char *path, unroll_review *review) {
	const char *slash = strrchr(path, '/');
	uint32_t rating;
	if (!slash) return false;
	const char *name = slash + 1;
	if (!take_number(&name, &review->number) || *name++ != '_') return false;
	if (!take_number(&name, &rating) || strcmp(name, ".txt") != 0) return false;

	const char *end = slash;
	review->label = take_last_part(path, &end, "pos");
	if (!review->label && !take_last_part(path, &end, "neg")) return false;
	if (end == path) return false; /* "pos/0_9.txt" has no half */
	review->half = take_last_part(path, &end, "train") ? UNROLL_TRAIN_HALF : UNROLL_TEST_HALF;
	return review->half == UNROLL_TRAIN_HALF || take_last_part(path, &end, "test");
}

bool add_imdb_review(imdb_reviews *reviews, const char *path, const unroll_review *name, size_t size) {
	unroll_review review = *name;
	unroll_error error;
	if (size > LARGEST_REVIEW) {
		complain("%s is larger than any review (%u bytes). Please remove it.", path, LARGEST_REVIEW);
		return false;
	}
	if (interrupted()) {
		complain("interrupted. Nothing was written.");
		return false;
	}
	if (reviews->train_only && review.half == UNROLL_TEST_HALF) return true;
	review.text = reviews->text;
	review.size = size;
	if (unroll_corpus_builder_add(reviews->builder, &review, &error) != UNROLL_OK) {
		complain("%s: %s", path, error.message);
		return false;
	}
	reviews->count++;
	char count[COUNT_TEXT];
	if (progress_is_due()) progress_draw("reading reviews: %s", count_text(reviews->count, count));
	return true;
}
