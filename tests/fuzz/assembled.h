/* Safetensors files whose sizes, places and digest fit, made of an input that says what is in them. So mutations reach what
 * stands behind the container, which the fuzzer `safetensors` tries by itself.
 *
 *   @key value          a metadata string; "@sha256 *" is the digest of the data, "@corpus *" that of the corpus
 *   name U16 3 4        a tensor: type and dimensions
 *                       an empty line
 *   …                   the data, one tensor after another; zeros where they end too early
 *
 * An input that does not begin with '@' is a file as it is. */
#ifndef TESTS_FUZZ_ASSEMBLED_H
#define TESTS_FUZZ_ASSEMBLED_H

#include "base/sha256.h"
#include "fuzz.h"

static const char *assembled_corpus = ""; /* set by the fuzzer that has one */

enum { ASSEMBLED_DATA = 1 << 17, ASSEMBLED_HEADER = 1 << 15 }; /* bytes at most */

typedef struct assembled_file {
	uint8_t *bytes; /* at a multiple of 8; the caller frees it */
	size_t size;
} assembled_file;

typedef struct header_text {
	char text[ASSEMBLED_HEADER];
	size_t size;
} header_text;

static inline void put_text(header_text *header, const char *text, size_t size) {
	if (size > sizeof header->text - header->size) size = sizeof header->text - header->size;
	memcpy(header->text + header->size, text, size);
	header->size += size;
}

static inline void put_string(header_text *header, fuzz_input part) {
	put_text(header, "\"", 1);
	for (size_t i = 0; i < part.size; i++) {
		if (part.data[i] == '"') put_text(header, "\\", 1);
		put_text(header, (const char *)part.data + i, 1);
	}
	put_text(header, "\"", 1);
}

static inline uint64_t number_of(fuzz_input part) {
	uint64_t number = 0;
	for (size_t i = 0; i < part.size && part.data[i] >= '0' && part.data[i] <= '9'; i++)
		number = number * 10 + (part.data[i] - '0');
	return number;
}

static inline size_t element_size(fuzz_input type) {
	static const struct {
		const char *name;
		size_t size;
	} types[] = {{"U8", 1}, {"U16", 2}, {"U32", 4}, {"U64", 8}, {"F32", 4}, {"F64", 8}};
	for (size_t i = 0; i < sizeof types / sizeof *types; i++)
		if (is_text(type, types[i].name)) return types[i].size;
	return 1;
}

/* Adds a tensor of a line to the header; returns where its data end. */
static inline size_t put_tensor(header_text *header, fuzz_input line, size_t begin) {
	char number[64];
	fuzz_input name = take_until(&line, ' '), type = take_until(&line, ' ');
	uint64_t bytes = element_size(type);
	put_text(header, ",", header->size > 1);
	put_string(header, name);
	put_text(header, ":{\"dtype\":", 9);
	put_string(header, type);
	put_text(header, ",\"shape\":[", 10);
	for (bool first = true; line.size; first = false) {
		uint64_t dimension = number_of(take_until(&line, ' '));
		put_text(header, number,
		         (size_t)snprintf(number, sizeof number, "%s%llu", first ? "" : ",",
		                          (unsigned long long)dimension));
		bytes = dimension > ASSEMBLED_DATA ? ASSEMBLED_DATA : bytes * dimension;
		if (bytes > ASSEMBLED_DATA) bytes = ASSEMBLED_DATA;
	}
	size_t end = begin + bytes > ASSEMBLED_DATA ? ASSEMBLED_DATA : begin + bytes;
	put_text(header, number,
	         (size_t)snprintf(number, sizeof number, "],\"data_offsets\":[%zu,%zu]}", begin, end));
	return end;
}

static inline void put_metadata(header_text *metadata, fuzz_input line, const char *digest) {
	take_byte(&line);
	fuzz_input key = take_until(&line, ' ');
	put_text(metadata, ",", metadata->size > 0);
	put_string(metadata, key);
	put_text(metadata, ":", 1);
	if (is_text(key, "corpus")) digest = assembled_corpus;
	bool is_digest = is_text(line, "*");
	put_string(metadata, is_digest ? (fuzz_input){(const uint8_t *)digest, strlen(digest)} : line);
}

static inline assembled_file assemble(const uint8_t *data, size_t size) {
	static header_text header, tensors, metadata;
	fuzz_input input = {data, size}, line;
	if (size == 0 || data[0] != '@') return (assembled_file){copy_of(input), size};

	size_t end = 0;
	tensors.size = header.size = metadata.size = 0;
	put_text(&tensors, "{", 1);
	while ((line = take_until(&input, '\n')).size)
		if (line.data[0] != '@') end = put_tensor(&tensors, line, end);
	fuzz_input given = take_part(&input, end);
	uint8_t *contents = calloc(1, end + 1);
	must(contents);
	if (given.size) memcpy(contents, given.data, given.size);

	char digest[SHA256_TEXT];
	sha256_hexadecimal(contents, end, digest);
	input = (fuzz_input){data, size};
	while ((line = take_until(&input, '\n')).size)
		if (line.data[0] == '@') put_metadata(&metadata, line, digest);
	put_text(&header, "{\"__metadata__\":{", 17);
	put_text(&header, metadata.text, metadata.size);
	put_text(&header, "}", 1);
	put_text(&header, ",", tensors.size > 1);
	put_text(&header, tensors.text + 1, tensors.size - 1);
	put_text(&header, "}", 1);
	while (header.size % 64 != 56) put_text(&header, " ", 1);

	assembled_file file = {malloc(8 + header.size + end), 8 + header.size + end};
	must(file.bytes);
	uint64_t header_size = header.size;
	memcpy(file.bytes, &header_size, 8);
	memcpy(file.bytes + 8, header.text, header.size);
	memcpy(file.bytes + 8 + header.size, contents, end);
	free(contents);
	return file;
}

#endif
