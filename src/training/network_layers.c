/* The list of a network's layers, from its settings; and what is done with each. */
#include <string.h>

#include "training/layer_kind.h"

network network_of(const unroll_settings *settings) {
	network net;
	memset(&net, 0, sizeof net);
	net.settings = *settings;
	net.hot = widest_hot_functions();
	net.embedded = settings->input == UNROLL_EMBEDDING;
	if (net.embedded) add_embedding(&net);
	for (uint32_t i = 0; i < settings->layers; i++) {
		if (i) add_dropout(&net, settings->layer_dropout);
		add_recurrent(&net, i);
	}
	if (settings->pooling != UNROLL_POOLING_LAST) add_pooling(&net);
	if (settings->dense) add_hidden_dense(&net);
	add_dropout(&net, settings->dense_dropout);
	add_dense(&net);
	return net;
}

void network_initialize(const network *net, float *parameters, double *scratch) {
	initial_draw draw = {parameters, random_stream_of(net->settings.seed, RANDOM_INITIAL_VALUES, 0), 0,
	                     scratch};
	memset(parameters, 0, net->parameters * sizeof *parameters);
	for (uint32_t i = 0; i < net->layer_count; i++)
		net->layers[i].kind->initialize(net, &net->layers[i], &draw);
}
