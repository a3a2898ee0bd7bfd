/* iconv converts, utf8proc composes. web/src/worker/import/text-stream.ts does the same with what a browser has: both must give the
 * engine the same bytes. */
#define _POSIX_C_SOURCE 200809L
#include "cli/transcode.h"

#include <errno.h>
#include <iconv.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <utf8proc.h>

enum { BLOCK = 1 << 16, CARRIED = 1 << 12 };

typedef struct known_encoding {
	const char *name, *iconv;
	size_t
	    unit; /* bytes to skip where one is none of the encoding; 0: a single byte that stands for itself */
} known_encoding;

static const known_encoding known[] = {
    [UNROLL_ENCODING_UTF_8] = {"utf-8", NULL, 1},
    [UNROLL_ENCODING_UTF_16LE] = {"utf-16le", "UTF-16LE", 2},
    [UNROLL_ENCODING_UTF_16BE] = {"utf-16be", "UTF-16BE", 2},
    [UNROLL_ENCODING_EUC_KR] = {"euc-kr", "CP949", 1},
    [UNROLL_ENCODING_SHIFT_JIS] = {"shift-jis", "CP932", 1},
    [UNROLL_ENCODING_GB18030] = {"gb18030", "GB18030", 1},
    [UNROLL_ENCODING_BIG5] = {"big5", "BIG5-HKSCS", 1},
    [UNROLL_ENCODING_WINDOWS_1250] = {"windows-1250", "CP1250", 0},
    [UNROLL_ENCODING_WINDOWS_1251] = {"windows-1251", "CP1251", 0},
    [UNROLL_ENCODING_WINDOWS_1252] = {"windows-1252", "CP1252", 0},
    [UNROLL_ENCODING_WINDOWS_1254] = {"windows-1254", "CP1254", 0},
};
enum { KNOWN = sizeof known / sizeof *known };

bool find_encoding(const char *name, unroll_encoding *encoding) {
	if (strcasecmp(name, "cp949") == 0) name = "euc-kr";
	if (strcasecmp(name, "shift_jis") == 0 || strcasecmp(name, "cp932") == 0) name = "shift-jis";
	for (size_t i = 0; i < KNOWN; i++)
		if (strcasecmp(name, known[i].name) == 0) {
			*encoding = (unroll_encoding)i;
			return true;
		}
	return false;
}

const char *encoding_name(unroll_encoding encoding) {
	return known[encoding].name;
}

struct transcoder {
	const known_encoding *from;
	iconv_t iconv;
	char *waiting; /* bytes of a character that came in part */
	size_t waiting_size;
	uint8_t *text; /* UTF-8 whose composition may go on: from the last byte of ASCII */
	size_t size, capacity;
};

transcoder *transcoder_create(unroll_encoding encoding) {
	transcoder *t = calloc(1, sizeof *t);
	if (!t) return NULL;
	t->from = &known[encoding];
	t->iconv = (iconv_t)-1;
	if (t->from->iconv) t->iconv = iconv_open("UTF-8", t->from->iconv);
	t->waiting = malloc(BLOCK + CARRIED);
	if (!t->waiting || (t->from->iconv && t->iconv == (iconv_t)-1)) {
		transcoder_destroy(t);
		return NULL;
	}
	return t;
}

void transcoder_destroy(transcoder *t) {
	if (!t) return;
	if (t->iconv != (iconv_t)-1) iconv_close(t->iconv);
	free(t->waiting);
	free(t->text);
	free(t);
}

/* --- Composing ----------------------------------------------------------------------------------- */

/* Whether a run of characters beyond ASCII may be other than in NFC. Precomposed Latin, Greek, Cyrillic, Hangul and Han are not. */
static bool may_compose(const uint8_t *run, size_t size) {
	for (size_t i = 0; i < size; i++) {
		uint8_t byte = run[i], next = i + 1 < size ? run[i + 1] : 0;
		if (byte < 0xc0 || (byte >= 0xc2 && byte <= 0xcb) || (byte >= 0xcf && byte <= 0xd5)) continue;
		if (byte >= 0xe4 && byte <= 0xed) continue;
		if (byte == 0xce && next != 0x87) continue;
		if (byte == 0xe3 && next != 0x82) continue;
		if (byte == 0xe2 && next == 0x80 && i + 2 < size && run[i + 2] > 0x81) continue;
		return true;
	}
	return false;
}

/* A byte of ASCII, perhaps, and what follows it up to the next: nothing composes beyond. */
static bool put_run(const uint8_t *run, size_t size, text_sink *sink, void *context) {
	utf8proc_uint8_t *composed = NULL;
	utf8proc_ssize_t count = -1;
	if (may_compose(run, size))
		count = utf8proc_map(run, (utf8proc_ssize_t)size, &composed, UTF8PROC_STABLE | UTF8PROC_COMPOSE);
	bool goes_on = count < 0 ? sink(context, run, size) : sink(context, composed, (size_t)count);
	free(composed);
	return goes_on;
}

char *composed(const char *text, size_t *size) {
	utf8proc_uint8_t *nfc = NULL;
	utf8proc_ssize_t count = -1;
	if (may_compose((const uint8_t *)text, *size))
		count = utf8proc_map((const utf8proc_uint8_t *)text, (utf8proc_ssize_t)*size, &nfc,
		                     UTF8PROC_STABLE | UTF8PROC_COMPOSE);
	if (count >= 0) {
		*size = (size_t)count;
		return (char *)nfc;
	}
	char *copy = malloc(*size + 1);
	if (!copy) return NULL;
	memcpy(copy, text, *size);
	copy[*size] = '\0';
	return copy;
}

/* Where the first byte beyond ASCII is, from `at` on; eight bytes at a time. */
static size_t next_high(const uint8_t *text, size_t at, size_t size) {
	for (uint64_t eight; at + sizeof eight <= size; at += sizeof eight) {
		memcpy(&eight, text + at, sizeof eight);
		if (eight & 0x8080808080808080u) break;
	}
	while (at < size && text[at] < 0x80) at++;
	return at;
}

static size_t end_of_high(const uint8_t *text, size_t at, size_t size) {
	while (at < size && text[at] >= 0x80) at++;
	return at;
}

static bool put_text(const uint8_t *text, size_t size, text_sink *sink, void *context) {
	size_t done = 0;
	for (size_t high = next_high(text, 0, size), end; high < size; high = next_high(text, end, size)) {
		size_t start = high ? high - 1 : 0;
		end = end_of_high(text, high, size);
		if (!may_compose(text + start, end - start)) continue;
		if (start > done && !sink(context, text + done, start - done)) return false;
		if (!put_run(text + start, end - start, sink, context)) return false;
		done = end;
	}
	return size == done || sink(context, text + done, size - done);
}

/* Keeps bytes behind those that wait. */
static bool keep(transcoder *t, const uint8_t *text, size_t size) {
	if (t->size + size > t->capacity) {
		size_t capacity = 2 * (t->size + size);
		uint8_t *grown = realloc(t->text, capacity);
		if (!grown) return false;
		t->text = grown;
		t->capacity = capacity;
	}
	if (size) memcpy(t->text + t->size, text, size);
	t->size += size;
	return true;
}

/* Takes UTF-8 and hands over what is complete: up to before the last byte of ASCII, with which what follows may compose. */
static bool add_text(transcoder *t, const uint8_t *text, size_t size, bool last, text_sink *sink,
                     void *context) {
	if (t->size) {
		size_t rest = end_of_high(text, 0, size);
		if (!keep(t, text, rest)) return false;
		if (rest == size && !last) return true;
		if (!put_text(t->text, t->size, sink, context)) return false;
		t->size = 0;
		text += rest;
		size -= rest;
	}
	size_t whole = size;
	while (!last && whole > 0 && text[whole - 1] >= 0x80) whole--;
	if (!last && whole > 0) whole--;
	return (whole == 0 || put_text(text, whole, sink, context)) && keep(t, text + whole, size - whole);
}

/* --- Converting ---------------------------------------------------------------------------------- */

/* What stands for bytes that iconv does not know: those of Windows' tables are control characters, as browsers read them; any other
 * becomes a byte that no UTF-8 has. A second byte beyond ASCII belongs to the first. */
static size_t replace(const transcoder *t, const char **from, size_t *left, char replacement[2]) {
	uint8_t byte = (uint8_t) * *from;
	size_t skipped = t->from->unit ? t->from->unit : 1;
	if (t->from->unit == 1 && *left > 1 && (uint8_t)(*from)[1] >= 0x80) skipped = 2;
	if (skipped > *left) skipped = *left;
	*from += skipped;
	*left -= skipped;
	if (t->from->unit) {
		replacement[0] = '\xff';
		return 1;
	}
	replacement[0] = (char)(0xc0 | byte >> 6);
	replacement[1] = (char)(0x80 | (byte & 0x3f));
	return 2;
}

/* Converts what is waiting; of a character that came in part, the bytes go on waiting. */
static bool convert(transcoder *t, bool last, text_sink *sink, void *context) {
	char out[BLOCK];
	const char *from = t->waiting;
	size_t left = t->waiting_size;
	while (left) {
		char *to = out;
		size_t room = sizeof out - 2;
		size_t failed = iconv(t->iconv, (char **)&from, &left, &to, &room);
		bool partial = failed == (size_t)-1 && errno == EINVAL && !last;
		if (failed == (size_t)-1 && errno != E2BIG && !partial) to += replace(t, &from, &left, to);
		if (!add_text(t, (const uint8_t *)out, (size_t)(to - out), false, sink, context)) return false;
		if (partial) break;
	}
	memmove(t->waiting, from, left);
	t->waiting_size = left;
	return true;
}

bool transcode(transcoder *t, const uint8_t *bytes, size_t size, bool last, text_sink *sink, void *context) {
	if (!t->from->iconv) return add_text(t, bytes, size, last, sink, context);
	while (size) {
		size_t taken = size < BLOCK ? size : BLOCK;
		memcpy(t->waiting + t->waiting_size, bytes, taken);
		t->waiting_size += taken;
		bytes += taken;
		size -= taken;
		if (!convert(t, false, sink, context)) return false;
	}
	return !last || (convert(t, true, sink, context) && add_text(t, NULL, 0, true, sink, context));
}
