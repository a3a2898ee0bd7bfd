/* Inside of an unroll_trace. */
#ifndef INSPECTION_TRACE_H
#define INSPECTION_TRACE_H

#include "inspection/network_trace.h"
#include "training/model.h"
#include "training/predictor.h"
#include "unroll/inspection.h"

/* What unroll_trace_of_unit() returns: the weights of one unit, gate by gate. */
typedef struct unit_columns {
	float *kernel;            /* (G, E), of the layer where that is the most */
	float *recurrent_kernel;  /* (G, H), of the widest layer */
	unroll_gate_terms *terms; /* (G) */
} unit_columns;

unit_columns unit_columns_layout(arena *memory, const network *net);

struct unroll_trace {
	const unroll_model *model;
	unroll_predictor *predictor; /* of other reviews; owned */
	arena memory;                /* of the next four */
	network_trace net;
	unroll_trace_timestep *timesteps; /* (T) */
	uint16_t *row;                    /* (T): the padded review */
	unit_columns unit;
	unroll_prediction prediction;
	unroll_trace_word *words; /* (word_count): the words of the review */
	size_t word_capacity;
	uint16_t *ids; /* (word_count + 1): the start and the words, or a part of them */
	size_t id_capacity;
	uint32_t word_count, compared;
	uint32_t chosen; /* the class that was chosen, or UNROLL_ANY_CLASS */
	bool has_read;
};

#endif
