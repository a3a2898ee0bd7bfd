#include "base/utf8.h"

size_t utf8_decode(const char *text, size_t size, uint32_t *code_point) {
	static const uint32_t smallest[] = {0, 0, 0x80, 0x800, 0x10000};
	const uint8_t *bytes = (const uint8_t *)text;
	if (size == 0) return 0;
	if (bytes[0] < 0x80) {
		*code_point = bytes[0];
		return 1;
	}
	if (bytes[0] < 0xc0 || bytes[0] > 0xf7) return 0;
	size_t length = bytes[0] >= 0xf0 ? 4 : bytes[0] >= 0xe0 ? 3 : 2;
	if (length > size) return 0;
	uint32_t value = bytes[0] & (0x7fu >> length);
	for (size_t i = 1; i < length; i++) {
		if ((bytes[i] & 0xc0) != 0x80) return 0;
		value = value << 6 | (bytes[i] & 0x3fu);
	}
	if (value < smallest[length] || value > 0x10ffff || (value >= 0xd800 && value <= 0xdfff)) return 0;
	*code_point = value;
	return length;
}

size_t utf8_encode(uint32_t code_point, char text[UTF8_BYTES]) {
	static const uint32_t leads[] = {0, 0, 0xc0, 0xe0, 0xf0};
	size_t length = code_point < 0x80 ? 1 : code_point < 0x800 ? 2 : code_point < 0x10000 ? 3 : 4;
	for (size_t i = length; i-- > 1; code_point >>= 6) text[i] = (char)(0x80 | (code_point & 0x3f));
	text[0] = (char)(leads[length] | code_point);
	return length;
}

size_t utf8_valid_size(const char *text, size_t size) {
	size_t position = 0;
	while (position < size) {
		uint32_t code_point;
		size_t length = utf8_decode(text + position, size - position, &code_point);
		if (length == 0) break;
		position += length;
	}
	return position;
}

size_t utf8_cut(const char *text, size_t size, size_t room) {
	if (size <= room) return size;
	/* What is left out begins at `room`: with a character's first byte, or within a character, which is then left out as a whole. */
	for (size_t back = 0; back < UTF8_BYTES && back <= room; back++)
		if (((uint8_t)text[room - back] & 0xc0) != 0x80) return room - back;
	return room;
}
