/* The tensors of a state_dict, and where Keras' weights of them lie in a block of parameters. pytorch.h has the names. */
#ifndef EXCHANGE_PYTORCH_NAMES_H
#define EXCHANGE_PYTORCH_NAMES_H

#include "exchange/gates.h"

#define TORCH_NAME         80
#define TORCH_MOST_TENSORS (4 * NETWORK_MAX_RECURRENT + 5)

typedef struct torch_tensor {
	char name[TORCH_NAME];
	uint32_t rank;
	uint64_t shape[2]; /* shape[1] is 1 where the rank is 1 */
	size_t offset;     /* of the weights in the block: Keras' (rows, columns) */
	size_t rows;
	gate_columns columns;
	bool as_it_is; /* (rows, columns) there too */
	bool added; /* a second bias, which Keras does not have and which would be added to the one at `offset` */
} torch_tensor;

typedef struct torch_tensors {
	torch_tensor of[TORCH_MOST_TENSORS];
	size_t count;
} torch_tensors;

torch_tensors torch_tensors_of(const network *net);

/* Floats of a tensor. */
size_t torch_floats(const torch_tensor *tensor);

#endif
