#include "text/passages.h"

#include "base/grow.h"
#include "base/utf8.h"

enum { WORD_OCTAVES = 4 }; /* 1, 2–3, 4–7 or 8–15 words, equally likely */

void sentences_begin(sentence_list *sentences) {
	sentences->open = sentences->in_tag = false;
}

static bool ends_sentence(uint32_t code_point) {
	static const uint32_t ends[] = {'.', '!', '?', '\n', 0x2026, 0x3002, 0xff01, 0xff1f};
	for (size_t i = 0; i < sizeof ends / sizeof *ends; i++)
		if (code_point == ends[i]) return true;
	return false;
}

/* What stands between two words is UTF-8: they were read. */
static void read_between(sentence_list *sentences, const char *between, size_t size) {
	for (size_t at = 0; at < size;) {
		uint32_t code_point = 0;
		at += utf8_decode(between + at, size - at, &code_point);
		if (code_point == '<' || code_point == '>') sentences->in_tag = code_point == '<';
		if (ends_sentence(code_point) || sentences->in_tag) sentences->open = false;
	}
}

bool sentences_add(sentence_list *sentences, size_t word, const char *between, size_t size) {
	read_between(sentences, between, size);
	if (sentences->in_tag) return true;
	if (!sentences->open) {
		passage *all =
		    grown(sentences->all, &sentences->capacity, sentences->count + 1, sizeof *sentences->all);
		if (!all) return false;
		sentences->all = all;
		all[sentences->count++] = (passage){word, 0};
		sentences->open = true;
	}
	sentences->all[sentences->count - 1].count++;
	return true;
}

/* One sentence as often as more, two twice as often as three. */
static passage draw_sentences(const passage *sentences, uint32_t count, random_stream *stream) {
	static const uint32_t lengths[] = {1, 1, 1, 2, 2, 3};
	uint32_t first = random_below(stream, count), length = lengths[random_below(stream, 6)];
	const passage *last = &sentences[first + length < count ? first + length - 1 : count - 1];
	size_t begin = sentences[first].first;
	return (passage){begin, (uint32_t)(last->first - begin) + last->count};
}

static passage draw_words(const passage *sentences, uint32_t count, random_stream *stream) {
	passage all = sentences[random_below(stream, count)];
	uint32_t least = 1u << random_below(stream, WORD_OCTAVES), length = least + random_below(stream, least);
	if (length >= all.count) return all;
	return (passage){all.first + random_below(stream, all.count - length + 1), length};
}

passage passage_draw(const passage *sentences, uint32_t count, uint32_t number, random_stream *stream) {
	if (number == 0) return sentences[count - 1];
	if (number == 1) return sentences[0];
	return number % 2 == 0 ? draw_sentences(sentences, count, stream) : draw_words(sentences, count, stream);
}
