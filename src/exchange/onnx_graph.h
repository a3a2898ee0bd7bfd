/* An ONNX graph (https://github.com/onnx/onnx, onnx/onnx.proto3), written node by node. Its values are named; operators are those of
 * operator set 14 (https://onnx.ai/onnx/operators). */
#ifndef EXCHANGE_ONNX_GRAPH_H
#define EXCHANGE_ONNX_GRAPH_H

#include "exchange/protobuf.h"

#define ONNX_IR_VERSION   7 /* the first that operator set 14 goes with */
#define ONNX_OPERATOR_SET 14

typedef enum onnx_type { ONNX_FLOAT = 1, ONNX_INT32 = 6, ONNX_INT64 = 7 } onnx_type;

/* The model up to its graph, and behind it. */
void begin_onnx(byte_writer *out, size_t *graph);
void end_onnx(byte_writer *out, size_t graph);
void onnx_metadata(byte_writer *out, const char *key, const char *value);

/* A node that gives `outputs` of `inputs`, names with blanks between them; "-" stands for one that is left out. Its attributes are put
 * between the two calls. */
size_t begin_node(byte_writer *out, const char *operator_name, const char *inputs, const char *outputs);
void end_node(byte_writer *out, size_t node);
void onnx_whole(byte_writer *out, const char *name, int64_t value);
void onnx_wholes(byte_writer *out, const char *name, const int64_t *values, size_t count);
void onnx_choice(byte_writer *out, const char *name, const char *value);

/* A constant: floats of a shape, or whole numbers; of rank 0 a scalar. */
void onnx_floats(byte_writer *out, const char *name, const float *values, const uint64_t *shape,
                 uint32_t rank);
void onnx_numbers(byte_writer *out, const char *name, const int64_t *values, uint64_t count, uint32_t rank);

/* An input or output of the graph. A dimension is a name, or a number in decimal digits. */
enum { ONNX_INPUT = 11, ONNX_OUTPUT = 12 };
void onnx_value(byte_writer *out, uint32_t kind, const char *name, onnx_type type, const char *rows,
                const char *columns);

#endif
