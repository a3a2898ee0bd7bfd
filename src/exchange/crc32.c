#include "exchange/crc32.h"

uint32_t crc32_of(const uint8_t *data, size_t size) {
	uint32_t crc = UINT32_MAX;
	for (size_t i = 0; i < size; i++) {
		crc ^= data[i];
		for (int bit = 0; bit < 8; bit++) crc = crc >> 1 ^ (0xedb88320u & -(crc & 1));
	}
	return ~crc;
}
