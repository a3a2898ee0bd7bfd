/* Proves SHA-256 on the examples of FIPS 180-4 and RFC 6234, and at every length around the padding's edges. */
#include "../cmocka_all.h"

#include <string.h>

#include "base/sha256.h"

static void known_answers(void **state) {
	(void)state;
	static const struct {
		const char *text, *digest;
	} examples[] = {
	    {"", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"},
	    {"abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"},
	    {"abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
	     "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"},
	};
	for (size_t i = 0; i < sizeof examples / sizeof *examples; i++) {
		char digest[SHA256_TEXT];
		sha256_hexadecimal(examples[i].text, strlen(examples[i].text), digest);
		assert_string_equal(digest, examples[i].digest);
	}
}

static void a_million_letters(void **state) {
	(void)state;
	static char letters[1000000];
	char digest[SHA256_TEXT];
	memset(letters, 'a', sizeof letters);
	sha256_hexadecimal(letters, sizeof letters, digest);
	assert_string_equal(digest, "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
}

/* The digests of 0 to 130 bytes, one after another, have one digest; made with another implementation. */
static void every_length_around_two_blocks(void **state) {
	(void)state;
	enum { LENGTHS = 131 };
	uint8_t bytes[LENGTHS];
	char all[LENGTHS * 64 + 1], digest[SHA256_TEXT];
	for (size_t i = 0; i < LENGTHS; i++) bytes[i] = (uint8_t)(i * 7);
	for (size_t i = 0; i < LENGTHS; i++) sha256_hexadecimal(bytes, i, all + i * 64);
	sha256_hexadecimal(all, LENGTHS * 64, digest);
	assert_string_equal(digest, "4ad22db988d8790224efc297415a504b1d694ee67698ff660768e25607566630");
}

int main(void) {
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(known_answers),
	    cmocka_unit_test(a_million_letters),
	    cmocka_unit_test(every_length_around_two_blocks),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
