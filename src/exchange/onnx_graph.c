#include "exchange/onnx_graph.h"

#include <string.h>

#include "unroll/version.h"

/* The numbers of the fields, by their messages. */
enum {
	MODEL_IR_VERSION = 1,
	MODEL_PRODUCER = 2,
	MODEL_PRODUCER_VERSION = 3,
	MODEL_GRAPH = 7,
	MODEL_OPERATOR_SETS = 8,
	MODEL_METADATA = 14
};
enum { SET_VERSION = 2 };
enum { ENTRY_KEY = 1, ENTRY_VALUE = 2 };
enum { GRAPH_NODE = 1, GRAPH_NAME = 2, GRAPH_CONSTANT = 5 };
enum { NODE_INPUT = 1, NODE_OUTPUT = 2, NODE_OPERATOR = 4, NODE_ATTRIBUTE = 5 };
enum {
	ATTRIBUTE_NAME = 1,
	ATTRIBUTE_WHOLE = 3,
	ATTRIBUTE_TEXT = 4,
	ATTRIBUTE_WHOLES = 8,
	ATTRIBUTE_TYPE = 20
};
enum { IS_WHOLE = 2, IS_TEXT = 3, IS_WHOLES = 7 };
enum { TENSOR_DIMENSION = 1, TENSOR_TYPE = 2, TENSOR_NAME = 8, TENSOR_DATA = 9 };
enum {
	VALUE_NAME = 1,
	VALUE_TYPE = 2,
	TYPE_TENSOR = 1,
	TENSOR_ELEMENT = 1,
	TENSOR_SHAPE = 2,
	SHAPE_DIMENSION = 1,
	DIMENSION_VALUE = 1,
	DIMENSION_NAME = 2
};

void begin_onnx(byte_writer *out, size_t *graph) {
	put_varint_field(out, MODEL_IR_VERSION, ONNX_IR_VERSION);
	put_text_field(out, MODEL_PRODUCER, "unroll");
	put_text_field(out, MODEL_PRODUCER_VERSION, unroll_version());
	size_t set = begin_message(out, MODEL_OPERATOR_SETS);
	put_varint_field(out, SET_VERSION, ONNX_OPERATOR_SET);
	end_message(out, set);
	*graph = begin_message(out, MODEL_GRAPH);
	put_text_field(out, GRAPH_NAME, "network");
}

void end_onnx(byte_writer *out, size_t graph) {
	end_message(out, graph);
}

void onnx_metadata(byte_writer *out, const char *key, const char *value) {
	size_t entry = begin_message(out, MODEL_METADATA);
	put_text_field(out, ENTRY_KEY, key);
	put_text_field(out, ENTRY_VALUE, value);
	end_message(out, entry);
}

/* --- Nodes --------------------------------------------------------------------------------------- */

static void put_names(byte_writer *out, uint32_t field, const char *names) {
	while (*names) {
		size_t size = strcspn(names, " ");
		put_bytes_field(out, field, names, size == 1 && *names == '-' ? 0 : size);
		names += size + (names[size] == ' ');
	}
}

size_t begin_node(byte_writer *out, const char *operator_name, const char *inputs, const char *outputs) {
	size_t node = begin_message(out, GRAPH_NODE);
	put_names(out, NODE_INPUT, inputs);
	put_names(out, NODE_OUTPUT, outputs);
	put_text_field(out, NODE_OPERATOR, operator_name);
	return node;
}

void end_node(byte_writer *out, size_t node) {
	end_message(out, node);
}

static size_t begin_attribute(byte_writer *out, const char *name, uint64_t type) {
	size_t attribute = begin_message(out, NODE_ATTRIBUTE);
	put_text_field(out, ATTRIBUTE_NAME, name);
	put_varint_field(out, ATTRIBUTE_TYPE, type);
	return attribute;
}

void onnx_whole(byte_writer *out, const char *name, int64_t value) {
	size_t attribute = begin_attribute(out, name, IS_WHOLE);
	put_varint_field(out, ATTRIBUTE_WHOLE, (uint64_t)value);
	end_message(out, attribute);
}

void onnx_wholes(byte_writer *out, const char *name, const int64_t *values, size_t count) {
	size_t attribute = begin_attribute(out, name, IS_WHOLES);
	for (size_t i = 0; i < count; i++) put_varint_field(out, ATTRIBUTE_WHOLES, (uint64_t)values[i]);
	end_message(out, attribute);
}

void onnx_choice(byte_writer *out, const char *name, const char *value) {
	size_t attribute = begin_attribute(out, name, IS_TEXT);
	put_text_field(out, ATTRIBUTE_TEXT, value);
	end_message(out, attribute);
}

/* --- Values -------------------------------------------------------------------------------------- */

static void put_constant(byte_writer *out, const char *name, onnx_type type, const void *data, size_t element,
                         const uint64_t *shape, uint32_t rank) {
	uint64_t size = element;
	size_t tensor = begin_message(out, GRAPH_CONSTANT);
	for (uint32_t i = 0; i < rank; i++) {
		put_varint_field(out, TENSOR_DIMENSION, shape[i]);
		size *= shape[i];
	}
	put_varint_field(out, TENSOR_TYPE, type);
	put_text_field(out, TENSOR_NAME, name);
	put_bytes_field(out, TENSOR_DATA, data, (size_t)size);
	end_message(out, tensor);
}

void onnx_floats(byte_writer *out, const char *name, const float *values, const uint64_t *shape,
                 uint32_t rank) {
	put_constant(out, name, ONNX_FLOAT, values, sizeof *values, shape, rank);
}

void onnx_numbers(byte_writer *out, const char *name, const int64_t *values, uint64_t count, uint32_t rank) {
	put_constant(out, name, ONNX_INT64, values, sizeof *values, &count, rank);
}

static void put_dimension(byte_writer *out, const char *text) {
	size_t dimension = begin_message(out, SHAPE_DIMENSION);
	uint64_t value = 0;
	const char *digit = text;
	for (; *digit >= '0' && *digit <= '9'; digit++) value = 10 * value + (uint64_t)(*digit - '0');
	if (*digit)
		put_text_field(out, DIMENSION_NAME, text);
	else
		put_varint_field(out, DIMENSION_VALUE, value);
	end_message(out, dimension);
}

void onnx_value(byte_writer *out, uint32_t kind, const char *name, onnx_type type, const char *rows,
                const char *columns) {
	size_t value = begin_message(out, kind);
	put_text_field(out, VALUE_NAME, name);
	size_t of_type = begin_message(out, VALUE_TYPE), tensor = begin_message(out, TYPE_TENSOR);
	put_varint_field(out, TENSOR_ELEMENT, type);
	size_t shape = begin_message(out, TENSOR_SHAPE);
	put_dimension(out, rows);
	put_dimension(out, columns);
	end_message(out, shape);
	end_message(out, tensor);
	end_message(out, of_type);
	end_message(out, value);
}
