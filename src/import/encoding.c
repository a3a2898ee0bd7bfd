/* Which encoding bytes are in follows from how the bytes beyond ASCII stand: in pairs whose first byte is of the range that a
 * language uses all the time, or alone between ASCII letters. */
#include "import/encoding.h"

#include <stdbool.h>
#include <string.h>

enum {
	LEAST_PAIRS = 8, /* and bytes: of fewer nothing is certain */
	ALMOST_ALL = 95, /* percent */
	MOST = 60,
	MANY = 15,
	HARDLY_ANY = 5
};

static bool within(uint8_t byte, uint8_t from, uint8_t to) {
	return byte >= from && byte <= to;
}

static bool is_share(uint32_t part, uint32_t whole, uint32_t percent) {
	return part * UINT64_C(100) >= whole * (uint64_t)percent;
}

/* --- UTF-16 -------------------------------------------------------------------------------------- */

/* A mark, or the zeros of ASCII characters, all in the same half of the units. */
static unroll_encoding guess_utf16(const uint8_t *bytes, size_t size) {
	if (size >= 2 && bytes[0] == 0xff && bytes[1] == 0xfe) return UNROLL_ENCODING_UTF_16LE;
	if (size >= 2 && bytes[0] == 0xfe && bytes[1] == 0xff) return UNROLL_ENCODING_UTF_16BE;
	size_t zeros[2] = {0, 0};
	for (size_t i = 0; i < size; i++) zeros[i & 1] += bytes[i] == 0;
	/* Some other characters have such a byte, too: of Hangul, one syllable in 256, and some of those are frequent. */
	for (int half = 0; half < 2; half++)
		if (zeros[half] >= 4 && zeros[half] * 50 >= size && zeros[half] >= 3 * zeros[!half])
			return half ? UNROLL_ENCODING_UTF_16LE : UNROLL_ENCODING_UTF_16BE;
	return UNROLL_ENCODING_UTF_8;
}

/* --- Pairs of bytes ------------------------------------------------------------------------------ */

/* Pairs as an encoding reads them. */
typedef struct pairs {
	uint32_t count, usual; /* and those of what its language writes all the time */
	uint32_t rare;         /* those of ranges that it hardly uses */
	uint32_t low;          /* whose second byte is one of ASCII */
	uint32_t wrong;        /* bytes that are no part of a pair */
} pairs;

typedef struct pair_rule {
	bool (*is_lead)(uint8_t byte);
	bool (*is_trail)(uint8_t byte);
	bool (*is_usual)(uint8_t lead, uint8_t trail);
	bool (*is_rare)(uint8_t lead, uint8_t trail);
	bool (*is_single)(uint8_t byte); /* a character of one byte beyond ASCII */
} pair_rule;

static pairs read_pairs(const uint8_t *bytes, size_t size, const pair_rule *rule) {
	pairs p = {0, 0, 0, 0, 0};
	for (size_t i = 0; i < size; i++) {
		if (bytes[i] < 0x80 || rule->is_single(bytes[i])) continue;
		if (i + 1 == size) break; /* cut within a character */
		if (!rule->is_lead(bytes[i]) || !rule->is_trail(bytes[i + 1])) {
			p.wrong++;
			continue;
		}
		p.count++;
		p.usual += rule->is_usual(bytes[i], bytes[i + 1]);
		p.rare += rule->is_rare(bytes[i], bytes[i + 1]);
		p.low += bytes[i + 1] < 0x80;
		i++;
	}
	return p;
}

static bool no_single(uint8_t byte) {
	return byte == 0x80 || byte == 0xff;
}

static bool east_asian_lead(uint8_t byte) {
	return within(byte, 0x81, 0xfe);
}

/* Hangul of KS X 1001; hanja behind it; CP949 has the rarer syllables at trails that no other has. */
static bool korean_trail(uint8_t byte) {
	return within(byte, 0x41, 0x5a) || within(byte, 0x61, 0x7a) || within(byte, 0x81, 0xfe);
}
static bool is_hangul(uint8_t lead, uint8_t trail) {
	return within(lead, 0xb0, 0xc8) && trail >= 0xa1;
}
static bool is_hanja(uint8_t lead, uint8_t trail) {
	return within(lead, 0xca, 0xfd) && trail >= 0xa1;
}

/* Hanzi of GB 2312: of the first level, by their sound; those from 0xca on are half of what is written. */
static bool chinese_trail(uint8_t byte) {
	return within(byte, 0x40, 0x7e) || within(byte, 0x80, 0xfe);
}
static bool is_hanzi(uint8_t lead, uint8_t trail) {
	return (within(lead, 0xb0, 0xf7) || within(lead, 0xa1, 0xa3)) && trail >= 0xa1;
}

/* Kana and the kanji of the first level; katakana of half the width are single bytes. */
static bool japanese_lead(uint8_t byte) {
	return within(byte, 0x81, 0x9f) || within(byte, 0xe0, 0xfc);
}
static bool is_kana(uint8_t lead, uint8_t trail) {
	return (lead == 0x82 && trail >= 0x9f) || (lead == 0x83 && trail <= 0x96) || lead == 0x81;
}
static bool is_half_width(uint8_t byte) {
	return within(byte, 0xa1, 0xdf);
}
static bool is_no_kanji(uint8_t lead, uint8_t trail) {
	return trail < 0x40 || within(lead, 0x85, 0x87) || lead >= 0xeb;
}

/* The characters of Big5 that are used often. */
static bool taiwanese_trail(uint8_t byte) {
	return within(byte, 0x40, 0x7e) || within(byte, 0xa1, 0xfe);
}
static bool is_frequent(uint8_t lead, uint8_t trail) {
	(void)trail;
	return within(lead, 0xa4, 0xc6) || lead == 0xa1;
}
static bool is_seldom(uint8_t lead, uint8_t trail) {
	(void)trail;
	return lead < 0xa1 || lead > 0xc6;
}

static const pair_rule korean = {east_asian_lead, korean_trail, is_hangul, is_hanja, no_single};
static const pair_rule chinese = {east_asian_lead, chinese_trail, is_hanzi, is_hanja, no_single};
static const pair_rule japanese = {japanese_lead, chinese_trail, is_kana, is_no_kanji, is_half_width};
static const pair_rule taiwanese = {east_asian_lead, taiwanese_trail, is_frequent, is_seldom, no_single};

static unroll_encoding guess_pairs(const uint8_t *bytes, size_t size) {
	pairs p = read_pairs(bytes, size, &korean);
	bool whole = p.wrong == 0 && p.count >= LEAST_PAIRS;
	if (whole && is_share(p.usual, p.count, 85) && !is_share(p.rare, p.count, HARDLY_ANY))
		return UNROLL_ENCODING_EUC_KR;
	pairs j = read_pairs(bytes, size, &japanese);
	if (j.wrong == 0 && j.count >= LEAST_PAIRS && is_share(j.usual, j.count, 30) &&
	    !is_share(j.rare, j.count, HARDLY_ANY))
		return UNROLL_ENCODING_SHIFT_JIS;
	p = read_pairs(bytes, size, &chinese);
	whole = p.wrong == 0 && p.count >= LEAST_PAIRS;
	if (whole && is_share(p.usual, p.count, ALMOST_ALL) && is_share(p.rare, p.count, MANY))
		return UNROLL_ENCODING_GB18030;
	p = read_pairs(bytes, size, &taiwanese);
	whole = p.wrong == 0 && p.count >= LEAST_PAIRS;
	/* In EUC-JP, which is much like it, no second byte is one of ASCII. */
	if (whole && is_share(p.usual, p.count, 90) && is_share(p.low, p.count, MANY))
		return UNROLL_ENCODING_BIG5;
	return UNROLL_ENCODING_UTF_8;
}

/* --- Single bytes -------------------------------------------------------------------------------- */

/* Letters beyond ASCII, by what they are in some tables. */
typedef struct letters {
	uint32_t count, alone; /* all, and those without another beside them */
	uint32_t others;       /* beyond ASCII, letters or not */
	uint32_t marks; /* quotes, dashes and the like, not counted as letters: the same in all of these tables */
	uint32_t russian,
	    capitals; /* the most frequent ones of Russian, which are others in Greek; where its capitals are */
	uint32_t western;          /* of Western Europe's languages, but for Icelandic */
	uint32_t turkish, dotless; /* of Turkish, and of them the i without a dot */
	uint32_t polish;           /* that only Polish has */
} letters;

static bool is_one_of(uint8_t byte, const char *bytes) {
	return strchr(bytes, (char)byte) != NULL;
}

static letters read_letters(const uint8_t *bytes, size_t size) {
	letters l = {0};
	for (size_t i = 1; i + 1 < size; i++) {
		uint8_t byte = bytes[i];
		bool mark = byte == 0x85 || within(byte, 0x91, 0x97) || byte == 0xa0 || byte == 0xab || byte == 0xbb;
		l.marks += mark;
		l.others += byte >= 0x80 && !mark;
		if (byte < 0x8a || mark) continue;
		l.count++;
		l.alone += bytes[i - 1] < 0x80 && bytes[i + 1] < 0x80;
		l.russian += is_one_of(byte, "\xee\xe0\xe5\xe8\xed");
		l.capitals += within(byte, 0xc0, 0xdf);
		l.western += byte == 0x9c || (byte >= 0xc0 && !is_one_of(byte, "\xd0\xd7\xdd\xde\xf0\xf7\xfd\xfe"));
		l.turkish += is_one_of(byte, "\xe7\xf0\xfd\xf6\xfe\xfc\xc7\xd0\xdd\xd6\xde\xdc\xe2\xee\xfb");
		l.dotless += byte == 0xfd;
		l.polish += is_one_of(byte, "\xb9\xb3\xbf\x9c\x9f");
	}
	return l;
}

/* Letters beyond ASCII mostly stand alone in a Latin alphabet; in Cyrillic they are whole words. */
static unroll_encoding guess_single_bytes(const uint8_t *bytes, size_t size) {
	letters l = read_letters(bytes, size);
	if (l.marks >= LEAST_PAIRS && l.others == 0) return UNROLL_ENCODING_WINDOWS_1252; /* whichever it is */
	if (l.count < LEAST_PAIRS) return UNROLL_ENCODING_UTF_8;
	if (is_share(l.alone, l.count, MOST)) {
		if (is_share(l.turkish, l.count, ALMOST_ALL) && is_share(l.dotless, l.count, MANY))
			return UNROLL_ENCODING_WINDOWS_1254;
		if (is_share(l.polish, l.count, MANY)) return UNROLL_ENCODING_WINDOWS_1250;
		return is_share(l.western, l.count, ALMOST_ALL) ? UNROLL_ENCODING_WINDOWS_1252
		                                                : UNROLL_ENCODING_UTF_8;
	}
	bool russian = !is_share(l.alone, l.count, MANY) && is_share(l.russian, l.count, 33) && l.capitals;
	return russian ? UNROLL_ENCODING_WINDOWS_1251 : UNROLL_ENCODING_UTF_8;
}

unroll_encoding guess_encoding(const uint8_t *bytes, size_t size) {
	unroll_encoding guess = guess_utf16(bytes, size);
	if (guess == UNROLL_ENCODING_UTF_8) guess = guess_pairs(bytes, size);
	return guess == UNROLL_ENCODING_UTF_8 ? guess_single_bytes(bytes, size) : guess;
}
