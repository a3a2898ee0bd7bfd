/* The variables of a network in a .weights.h5 file, and where they lie in a block of parameters (keras/src/saving/saving_lib.py: a layer's path is
 * "layers/" and its class in snake case, numbered within the class):
 *
 *   layers/embedding/vars/0 (V, E)
 *   layers/gru/cell/vars/0 kernel, /1 recurrent kernel, /2 bias
 *   layers/bidirectional/forward_layer/cell/vars/… and layers/bidirectional/backward_layer/cell/vars/…
 *   layers/dense/vars/0 kernel, /1 bias
 *
 * Names of layers in a model file count otherwise: there a GRU above a bidirectional one is "gru_1", here "gru". */
#ifndef EXCHANGE_KERAS_VARIABLES_H
#define EXCHANGE_KERAS_VARIABLES_H

#include "training/network.h"

#define KERAS_PATH 96

typedef struct keras_variable {
	char path[KERAS_PATH];
	uint32_t rank, shape[2]; /* shape[1] is 1 where the rank is 1 */
	size_t offset;
	bool sum; /* one bias, which is the sum of the two at `offset` */
} keras_variable;

typedef struct keras_variables {
	keras_variable of[NETWORK_MAX_TENSORS];
	size_t count;
} keras_variables;

keras_variables keras_variables_of(const network *net);

/* The path of a layer of the list, "layers/gru". */
void keras_layer_path(const network *net, uint32_t layer, char path[KERAS_PATH]);

/* Whether a pooling layer is a class that Keras does not have: the maximum that leaves out masked timesteps. */
bool pools_masked_maximum(const network *net);

#endif
