/* The CRC-32 of zip files (ISO 3309, reflected polynomial 0xedb88320). */
#ifndef EXCHANGE_CRC32_H
#define EXCHANGE_CRC32_H

#include <stddef.h>
#include <stdint.h>

uint32_t crc32_of(const uint8_t *data, size_t size);

#endif
