/* Protocol buffers (https://protobuf.dev/programming-guides/encoding): fields, each a number and a value. */
#ifndef EXCHANGE_PROTOBUF_H
#define EXCHANGE_PROTOBUF_H

#include "exchange/byte_writer.h"

void put_varint_field(byte_writer *out, uint32_t field, uint64_t value);
void put_bytes_field(byte_writer *out, uint32_t field, const void *data, size_t size);
void put_text_field(byte_writer *out, uint32_t field, const char *text);

/* A message within a message: what is put between the two calls. Messages nest to any depth, and one is at most 2 GB. */
size_t begin_message(byte_writer *out, uint32_t field);
void end_message(byte_writer *out, size_t message);

#endif
