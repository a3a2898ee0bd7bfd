/* Proves that the table of lower case is Unicode's. */
#include "../cmocka_all.h"

#include "text/lower_case.h"

static void letters_of_many_scripts(void **state) {
	(void)state;
	static const struct {
		uint32_t upper, lower;
	} pairs[] = {
	    {'A', 'a'},         {'Z', 'z'},         {'@', '@'},       {'[', '['},          {'a', 'a'},
	    {'0', '0'},         {0xc0, 0xe0},       {0xd7, 0xd7},     {0xde, 0xfe},        {0xdf, 0xdf},
	    {0x100, 0x101},     {0x101, 0x101},     {0x12e, 0x12f},   {0x130, 'i'},        {0x131, 0x131},
	    {0x178, 0xff},      {0x1c4, 0x1c6},     {0x1c5, 0x1c6},   {0x23a, 0x2c65},     {0x391, 0x3b1},
	    {0x3a3, 0x3c3},     {0x3c2, 0x3c2},     {0x410, 0x430},   {0x42f, 0x44f},      {0x10a0, 0x2d00},
	    {0x13a0, 0xab70},   {0x1e9e, 0xdf},     {0x2126, 0x3c9},  {0x212a, 'k'},       {0x212b, 0xe5},
	    {0x2160, 0x2170},   {0x24b6, 0x24d0},   {0xac10, 0xac10}, {0xff21, 0xff41},    {0x10400, 0x10428},
	    {0x1e900, 0x1e922}, {0x1e943, 0x1e943}, {0x7f, 0x7f},     {0x10ffff, 0x10ffff}};
	for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++)
		if (lower_case(pairs[i].upper) != pairs[i].lower)
			fail_msg("U+%04X became U+%04X", (unsigned)pairs[i].upper, (unsigned)lower_case(pairs[i].upper));
}

/* A sum over all code points, made from String.prototype.toLowerCase() beside tools/make_lower_case.mjs. */
static void every_code_point(void **state) {
	(void)state;
	uint32_t changed = 0, sum = 0;
	for (uint32_t code_point = 0; code_point <= 0x10ffff; code_point++) {
		uint32_t lower = lower_case(code_point);
		if (lower_case(lower) != lower) fail_msg("U+%04X is not stable", (unsigned)code_point);
		if (lower == code_point) continue;
		changed++;
		sum = sum * 31 + (code_point ^ lower * 7);
	}
	assert_int_equal(changed, 1488);
	assert_int_equal(sum, 279136021u);
}

int main(void) {
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(letters_of_many_scripts),
	    cmocka_unit_test(every_code_point),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
