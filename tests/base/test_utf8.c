/* Proves that exactly the UTF-8 of RFC 3629 is read, and that every code point comes back as it was written. */
#include "../cmocka_all.h"

#include <string.h>

#include "base/utf8.h"

static void every_code_point_comes_back(void **state) {
	(void)state;
	for (uint32_t code_point = 0; code_point <= 0x10ffff; code_point++) {
		if (code_point >= 0xd800 && code_point <= 0xdfff) continue;
		char text[UTF8_BYTES];
		uint32_t back = UINT32_MAX;
		size_t size = utf8_encode(code_point, text);
		assert_true(size == (code_point < 0x80      ? 1u
		                     : code_point < 0x800   ? 2u
		                     : code_point < 0x10000 ? 3u
		                                            : 4u));
		if (utf8_decode(text, size, &back) != size || back != code_point)
			fail_msg("U+%04X", (unsigned)code_point);
		for (size_t cut = 0; cut < size; cut++) assert_true(utf8_decode(text, cut, &back) == 0);
	}
}

static void wrong_bytes_are_refused(void **state) {
	(void)state;
	static const char *const wrong[] = {
	    "\x80", /* a continuation on its own */
	    "\xbf",
	    "\xc0\x80", /* overlong: U+0000, U+007F */
	    "\xc1\xbf",
	    "\xe0\x80\x80", /* overlong: U+0000, U+07FF */
	    "\xe0\x9f\xbf",
	    "\xf0\x80\x80\x80", /* overlong: U+0000, U+FFFF */
	    "\xf0\x8f\xbf\xbf",
	    "\xed\xa0\x80", /* surrogates: U+D800, U+DFFF */
	    "\xed\xbf\xbf",
	    "\xf4\x90\x80\x80", /* U+110000 */
	    "\xf5\x80\x80\x80", /* beyond */
	    "\xf8\x88\x80\x80\x80",
	    "\xfe",
	    "\xff",
	    "\xc3(", /* something else where a continuation belongs */
	    "\xe2\x82(",
	    "\xe2(\xac",
	    "\xf0\x9f\x98(",
	    "\xc3\xc3",
	};
	for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
		uint32_t code_point;
		char text[16] = "ok";
		strcat(text, wrong[i]);
		if (utf8_decode(wrong[i], strlen(wrong[i]), &code_point)) fail_msg("case %zu was read", i);
		assert_int_equal(utf8_valid_size(text, strlen(text)), 2);
	}
}

static void the_edges_are_read(void **state) {
	(void)state;
	static const char text[] =
	    "a\0\x7f\xc2\x80\xdf\xbf\xe0\xa0\x80\xed\x9f\xbf\xee\x80\x80\xef\xbf\xbf\xf0\x90\x80\x80"
	    "\xf4\x8f\xbf\xbf";
	assert_int_equal(utf8_valid_size(text, sizeof text - 1), sizeof text - 1);
	assert_int_equal(utf8_valid_size(text, sizeof text - 2), sizeof text - 5);
	assert_int_equal(utf8_valid_size("", 0), 0);
}

static void a_text_is_cut_between_two_characters(void **state) {
	(void)state;
	static const char text[] =
	    "a\xc3\xa9\xed\x95\x9c\xf0\x9f\x98\x80"; /* characters of 1, 2, 3 and 4 bytes */
	static const size_t kept[] = {0, 1, 1, 3, 3, 3, 6, 6, 6, 6, 10, 10};
	for (size_t room = 0; room < sizeof kept / sizeof *kept; room++)
		assert_int_equal(utf8_cut(text, sizeof text - 1, room), kept[room]);
	static const char wrong[] = "\x80\x80\x80\x80\x80\x80"; /* no character begins anywhere */
	for (size_t room = 0; room < sizeof wrong; room++)
		assert_int_equal(utf8_cut(wrong, sizeof wrong - 1, room), room);
}

int main(void) {
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(every_code_point_comes_back),
	    cmocka_unit_test(wrong_bytes_are_refused),
	    cmocka_unit_test(the_edges_are_read),
	    cmocka_unit_test(a_text_is_cut_between_two_characters),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
