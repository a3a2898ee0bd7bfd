#include "cli/reference_runs.h"

const reference_run reference_runs[REFERENCE_RUNS] = {
    {"one-hot, SimpleRNN(8)",
     200,
     UNROLL_ONE_HOT,
     UNROLL_SIMPLE_RNN,
     1,
     0,
     "78-81",
     {0.5298, 0.7385, 0.5491, 0.7316},
     84,
     636},
    {"SimpleRNN(8)",
     200,
     UNROLL_EMBEDDING,
     UNROLL_SIMPLE_RNN,
     1,
     0,
     "31",
     {0.5287, 0.7387, 0.5413, 0.7306},
     34,
     263},
    {"LSTM(8)", 500, UNROLL_EMBEDDING, UNROLL_LSTM, 1, 0, "45-49", {0.4043, 0.8167, 0.4368, 0.7934}, 52, 149},
    {"LSTM(8), dropout",
     500,
     UNROLL_EMBEDDING,
     UNROLL_LSTM,
     1,
     0.3,
     "30",
     {0.4292, 0.8052, 0.4473, 0.7904},
     33,
     94},
    {"LSTM(8) twice, dropout",
     500,
     UNROLL_EMBEDDING,
     UNROLL_LSTM,
     2,
     0.3,
     "14",
     {0.4542, 0.7940, 0.4670, 0.7844},
     17,
     73},
    {"GRU(8)", 500, UNROLL_EMBEDDING, UNROLL_GRU, 1, 0, "100", {0.3929, 0.8237, 0.4317, 0.7978}, 100, 286},
};

unroll_settings reference_settings(const reference_run *run, uint32_t seed) {
	unroll_settings settings = unroll_default_settings();
	settings.words = run->words;
	settings.input = run->input;
	settings.cell = run->cell;
	settings.layers = run->layers;
	for (uint32_t i = 0; i < run->layers; i++) settings.units[i] = 8;
	settings.dropout = run->dropout;
	settings.shuffle = UNROLL_ONCE;
	settings.seed = seed;
	return settings;
}
