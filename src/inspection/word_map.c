#include <stdlib.h>
#include <string.h>

#include "base/fail.h"
#include "inspection/network_trace.h"
#include "inspection/principal_plane.h"
#include "kernels/array_math.h"
#include "kernels/scalar_math.h"
#include "text/vocabulary.h"
#include "training/model.h"
#include "training/predictor.h"
#include "unroll/inspection.h"

struct unroll_word_map {
	const unroll_model *model;
	unroll_predictor *predictor; /* owned */
	arena memory;                /* of all below */
	principal_plane plane;
	double *found;  /* (N, 2): places by the plane's axes */
	float *places;  /* (N, 2): turned */
	float *effects; /* (N) */
	float *
	    rows; /* of a one-hot input that two directions read: (N, D), both kernels' rows side by side; else NULL */
	uint32_t words; /* N */
	uint32_t first; /* the rank of the first of them */
	uint32_t label; /* of 3 or more classes: the one whose logit is measured */
	bool has_run;   /* so that `places` are those of the run before */
};

/* D: the floats of a word's row, which is its embedding, or with one-hot input its row of the kernels. */
static size_t row_floats(const network *net) {
	return net->embedded ? net->settings.embedding : word_readers(net) * layer_columns(net, 0);
}

/* The rows of the words that are mapped: the most frequent, one after another. */
static const float *mapped_rows(const unroll_word_map *map) {
	const network *net = &map->model->net;
	size_t first = UNROLL_INDEX_FROM + map->first, columns = layer_columns(net, 0);
	const float *parameters = map->model->parameters;
	if (!map->rows)
		return parameters + (net->embedded ? net->embeddings : net->recurrent[0].kernel) +
		       first * row_floats(net);
	for (size_t i = 0; i < map->words; i++)
		for (size_t d = 0; d < 2; d++)
			memcpy(map->rows + (2 * i + d) * columns,
			       parameters + net->recurrent[d].kernel + (first + i) * columns, columns * sizeof(float));
	return map->rows;
}

static void layout(unroll_word_map *map, arena *memory) {
	const network *net = &map->model->net;
	size_t dimensions = row_floats(net);
	map->plane = principal_plane_layout(memory, dimensions);
	map->found = arena_take(memory, 2 * (size_t)map->words, sizeof *map->found);
	map->places = arena_take(memory, 2 * (size_t)map->words, sizeof *map->places);
	map->effects = arena_take(memory, map->words, sizeof *map->effects);
	if (!net->embedded && word_readers(net) == 2)
		map->rows = arena_take(memory, map->words * dimensions, sizeof *map->rows);
}

/* The rank of the first word that is mapped. Of pieces, bytes and the mark are no words, and letters say little where there are merges. */
static uint32_t first_mapped(const unroll_vocabulary *vocabulary) {
	if (unroll_vocabulary_tokenizer(vocabulary) == UNROLL_WORDS) return 1;
	const piece_table *pieces = vocabulary_pieces(vocabulary);
	return (pieces->pairs.count ? pieces->merged : PIECE_MARK + 1) + 1;
}

unroll_status unroll_word_map_create(const unroll_model *model, uint32_t words, unroll_word_map **map,
                                     unroll_error *error) {
	uint32_t known = unroll_vocabulary_count(model->vocabulary);
	uint32_t first = first_mapped(model->vocabulary);
	known = known < first ? 0 : known - first + 1;
	unroll_predictor *predictor;
	unroll_status status = unroll_predictor_create(model, &predictor, error);
	if (status) return status;
	unroll_word_map *made = calloc(1, sizeof *made);
	arena counting = arena_counting();
	if (made) {
		made->model = model;
		made->first = first;
		made->words = words < known ? words : known;
		layout(made, &counting);
	}
	if (!made || counting.overflow || !arena_open(&made->memory, counting.used)) {
		unroll_predictor_destroy(predictor);
		free(made);
		return fail(error, UNROLL_OUT_OF_MEMORY, "words",
		            "There is no memory to map the words of this model, which takes %zu MB. Map fewer words.",
		            counting.used / 1000000);
	}
	layout(made, &made->memory);
	made->predictor = predictor;
	*map = made;
	return UNROLL_OK;
}

unroll_status unroll_word_map_choose(unroll_word_map *map, uint32_t label, unroll_error *error) {
	uint32_t classes = map->model->net.settings.classes;
	if (label >= classes)
		return fail(error, UNROLL_BAD_SETTING, "class", "The model has no class %u; it has %u, from 0 on.",
		            label, classes);
	map->label = label;
	return UNROLL_OK;
}

void unroll_word_map_destroy(unroll_word_map *map) {
	if (!map) return;
	unroll_predictor_destroy(map->predictor);
	arena_close(&map->memory);
	free(map);
}

/* The logits of reviews of one word, and of the empty one, which comes first; in blocks. */
static void measure_effects(unroll_word_map *map) {
	batch *reviews = &map->predictor->reviews;
	float empty = 0;
	for (uint32_t first = 0; first < map->words + 1; first += BLOCK) {
		uint32_t left = map->words + 1 - first, some = left < BLOCK ? left : BLOCK;
		batch_begin(reviews, some);
		for (uint32_t r = 0; r < some; r++) {
			uint16_t ids[] = {UNROLL_START_ID, (uint16_t)(first + r - 1 + map->first + UNROLL_INDEX_FROM)};
			batch_set(reviews, r, ids, first + r ? 2 : 1, 0);
		}
		batch_finish(reviews);
		const float *logits = predictor_logits(map->predictor, map->label);
		if (first == 0) empty = logits[0];
		for (uint32_t r = 0; r < some; r++)
			if (first + r) map->effects[first + r - 1] = logits[r] - empty;
	}
}

/* Turns the found places so that the logit rises to the right, and mirrors them where they would otherwise be upside down
 * compared with the run before. */
static void turn_places(unroll_word_map *map) {
	double right[2] = {0, 0}, upside = 0;
	for (uint32_t i = 0; i < map->words; i++)
		for (size_t axis = 0; axis < 2; axis++)
			right[axis] += (double)map->effects[i] * map->found[2 * i + axis];
	double length = scalar_sqrt(right[0] * right[0] + right[1] * right[1]);
	double c = length > 0 ? right[0] / length : 1, s = length > 0 ? right[1] / length : 0;
	for (uint32_t i = 0; i < map->words; i++) {
		double *place = map->found + 2 * i, x = place[0], y = place[1];
		place[0] = c * x + s * y;
		place[1] = c * y - s * x;
		upside += place[1] * (double)map->places[2 * i + 1];
	}
	double flip = map->has_run && upside < 0 ? -1 : 1;
	for (uint32_t i = 0; i < map->words; i++) {
		map->places[2 * i] = (float)map->found[2 * i];
		map->places[2 * i + 1] = (float)(flip * map->found[2 * i + 1]);
	}
}

/* As before the first run. */
static void clear(unroll_word_map *map) {
	memset(map->places, 0, 2 * (size_t)map->words * sizeof *map->places);
	memset(map->effects, 0, map->words * sizeof *map->effects);
	map->plane.total = 0;
	map->has_run = false;
}

unroll_status unroll_word_map_run(unroll_word_map *map, unroll_error *error) {
	if (map->words == 0) return UNROLL_OK;
	const float *rows = mapped_rows(map);
	principal_plane_find(&map->plane, rows, map->words);
	for (uint32_t i = 0; i < map->words; i++)
		principal_plane_place(&map->plane, rows + i * map->plane.dimensions, map->found + 2 * i);
	measure_effects(map);
	turn_places(map);
	map->has_run = all_finite(map->effects, map->words) && all_finite(map->places, 2 * (size_t)map->words);
	if (map->has_run) return UNROLL_OK;
	clear(map);
	return fail_not_finite(error);
}

unroll_word_places unroll_word_map_places(const unroll_word_map *map) {
	const principal_plane *plane = &map->plane;
	double shown = plane->variances[0] + (plane->vectors > 1 ? plane->variances[1] : 0);
	return (unroll_word_places){.words = map->words,
	                            .first = map->first,
	                            .places = map->places,
	                            .effects = map->effects,
	                            .shown = plane->total > 0 ? shown / plane->total : 0};
}
