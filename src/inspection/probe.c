#include <stdlib.h>
#include <string.h>

#include "base/fail.h"
#include "inspection/network_trace.h"
#include "kernels/array_math.h"
#include "text/part_pieces.h"
#include "training/model.h"
#include "training/splits.h"
#include "unroll/inspection.h"

/* What is summed over the reviews for one layer. */
typedef struct layer_probe {
	double *gradients; /* (T) */
	double *openness;  /* (gates, H) */
} layer_probe;

struct unroll_probe {
	const unroll_model *model;
	arena memory; /* of all below */
	network_trace net;
	layer_probe layers[NETWORK_MAX_RECURRENT];
	uint16_t *rows;  /* (B, T): padded */
	uint8_t *labels; /* (B) */
	unroll_half half;
	uint32_t *indices; /* (B): in that half */
	uint32_t reviews;
};

/* Writes the rows of the gates that are a σ (0 closed, 1 open), and returns how many there are. */
static size_t sigmoid_rows(const cell_description *cell, size_t rows[CELL_MAX_GATES]) {
	size_t count = 0;
	for (size_t gate = 0; gate < cell->gates; gate++)
		if (cell->sigmoid[gate]) rows[count++] = cell->first_gate_row + gate;
	return count;
}

static void layout(unroll_probe *probe, arena *memory) {
	const network *net = &probe->model->net;
	size_t timesteps = net->settings.length, rows[CELL_MAX_GATES];
	probe->net = network_trace_layout(memory, net);
	for (size_t i = 0; i < net->recurrent_count; i++) {
		layer_probe *sums = &probe->layers[i];
		sums->gradients = arena_take(memory, timesteps, sizeof *sums->gradients);
		recurrent_shape shape = net->recurrent[i].shape;
		sums->openness =
		    arena_take(memory, sigmoid_rows(shape.cell, rows) * shape.units, sizeof *sums->openness);
	}
	probe->rows = arena_take(memory, probe->reviews * timesteps, sizeof *probe->rows);
	probe->labels = arena_take(memory, probe->reviews, sizeof *probe->labels);
	probe->indices = arena_take(memory, probe->reviews, sizeof *probe->indices);
}

/* Copies the reviews from the corpus, padded. */
static void take_reviews(unroll_probe *probe, const unroll_corpus *corpus, const review_list *list) {
	const unroll_settings *settings = &probe->model->net.settings;
	for (uint32_t r = 0; r < probe->reviews; r++) {
		unroll_corpus_review review = review_at(corpus, list, r);
		pad_corpus_review(probe->rows + r * probe->net.timesteps, padding_rule_of(settings), corpus, &review,
		                  settings->words);
		probe->labels[r] = review.label;
		probe->indices[r] = list->indices ? list->indices[r] : r;
	}
}

static unroll_status no_memory(size_t bytes, unroll_error *error) {
	return fail(error, UNROLL_OUT_OF_MEMORY, "probe",
	            "There is no memory to probe this model, which takes %zu MB. Probe it with fewer reviews.",
	            bytes / 1000000);
}

unroll_status unroll_probe_create(const unroll_model *model, const unroll_corpus *corpus, uint32_t reviews,
                                  unroll_probe **probe, unroll_error *error) {
	unroll_status status = model_check_corpus(model, corpus, error);
	if (status) return status;
	uint32_t count = unroll_corpus_count(corpus, UNROLL_TRAIN_HALF);
	uint32_t *permutation = malloc(((size_t)count + 1) * sizeof *permutation);
	unroll_probe *made = calloc(1, sizeof *made);
	arena counting = arena_counting();
	review_list list = {.half = UNROLL_TRAIN_HALF};
	if (made && permutation) {
		list = reviews_of_split(&model->net.settings, corpus, UNROLL_VALIDATION_SPLIT, permutation);
		made->model = model;
		made->half = list.half;
		made->reviews = reviews < list.count ? reviews : list.count;
		layout(made, &counting);
	}
	if (!made || !permutation || counting.overflow || !arena_open(&made->memory, counting.used)) {
		status = no_memory(counting.used, error);
	} else if (made->reviews == 0) {
		status = fail(
		    error, UNROLL_NO_REVIEWS, "validation",
		    "There are no reviews to probe the model with. Ask for one at least, of a corpus that has some.");
	} else {
		layout(made, &made->memory);
		take_reviews(made, corpus, &list);
		*probe = made;
	}
	free(permutation);
	if (status) unroll_probe_destroy(made);
	return status;
}

void unroll_probe_destroy(unroll_probe *probe) {
	if (!probe) return;
	arena_close(&probe->memory);
	free(probe);
}

static size_t floats_of_openness(const direction_trace *layer) {
	size_t rows[CELL_MAX_GATES];
	return sigmoid_rows(layer->weights.shape.cell, rows) * layer->weights.shape.units;
}

/* Adds what one traced review shows of a layer: ‖dL/dh_t‖ of every timestep, and the gates at the timesteps where it reads. */
static void add_review(layer_probe *sums, const direction_trace *layer, const uint16_t *ids,
                       size_t timesteps) {
	size_t units = layer->weights.shape.units, rows[CELL_MAX_GATES];
	size_t gates = sigmoid_rows(layer->weights.shape.cell, rows);
	for (size_t t = 0; t < timesteps; t++) {
		sums->gradients[t] += (double)norm(layer->d_hidden + t * units, units);
		if (ids[t] == UNROLL_PADDING_ID) continue;
		for (size_t g = 0; g < gates; g++)
			for (size_t u = 0; u < units; u++)
				sums->openness[g * units + u] +=
				    (double)layer->values[(t * layer->rows + rows[g]) * units + u];
	}
}

static void divide(double *values, size_t count, double by) {
	for (size_t i = 0; by > 0 && i < count; i++) values[i] /= by;
}

unroll_status unroll_probe_run(unroll_probe *probe, unroll_error *error) {
	network_trace *net = &probe->net;
	size_t layers = net->net->recurrent_count, timesteps = net->timesteps;
	double read = 0; /* timesteps that are not padding, of all reviews */
	for (size_t i = 0; i < layers; i++) {
		memset(probe->layers[i].gradients, 0, timesteps * sizeof(double));
		memset(probe->layers[i].openness, 0, floats_of_openness(&net->directions[i]) * sizeof(double));
	}
	network_trace_begin(net, probe->model->parameters);
	for (uint32_t r = 0; r < probe->reviews; r++) {
		const uint16_t *ids = probe->rows + r * timesteps;
		network_trace_forward(net, ids);
		head_trace_from_loss(&net->head, probe->labels[r]);
		network_trace_backward(net);
		unroll_status status = network_trace_check(net, error);
		if (status) return status;
		for (size_t i = 0; i < layers; i++)
			add_review(&probe->layers[i], &net->directions[i], ids, timesteps);
		for (size_t t = 0; t < timesteps; t++) read += ids[t] != UNROLL_PADDING_ID;
	}
	for (size_t i = 0; i < layers; i++) {
		divide(probe->layers[i].gradients, timesteps, probe->reviews);
		divide(probe->layers[i].openness, floats_of_openness(&net->directions[i]), read);
	}
	return UNROLL_OK;
}

uint32_t unroll_probe_reviews(const unroll_probe *probe) {
	return probe->reviews;
}

unroll_half unroll_probe_half(const unroll_probe *probe) {
	return probe->half;
}

uint32_t unroll_probe_review(const unroll_probe *probe, uint32_t place) {
	return probe->indices[place];
}

unroll_probe_layer unroll_probe_of_layer(const unroll_probe *probe, uint32_t index) {
	const direction_trace *layer = &probe->net.directions[index];
	size_t rows[CELL_MAX_GATES], gates = sigmoid_rows(layer->weights.shape.cell, rows);
	return (unroll_probe_layer){.name = layer->plan->name,
	                            .cell = layer->plan->cell,
	                            .backward = layer->plan->backward,
	                            .units = (uint32_t)layer->weights.shape.units,
	                            .gates = (uint32_t)gates,
	                            .gradients = probe->layers[index].gradients,
	                            .openness = probe->layers[index].openness};
}

const char *unroll_probe_gate_name(unroll_cell cell, uint32_t gate) {
	size_t rows[CELL_MAX_GATES];
	sigmoid_rows(cell_of(cell), rows);
	return cell_of(cell)->row_names[rows[gate]];
}
