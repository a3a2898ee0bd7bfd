/* Other reviews than the one that was read: without one of its words, and up to that word. */
#include "inspection/trace.h"
#include "kernels/array_math.h"

/* Review 2i of the predictor's batch is the review without word `first` + i, review 2i + 1 ends with that word. */
static void fill_reviews(unroll_trace *trace, uint32_t first, uint32_t words) {
	batch *reviews = &trace->predictor->reviews;
	batch_begin(reviews, 2 * words);
	for (uint32_t r = 0; r < 2 * words; r++) {
		uint32_t word = first + r / 2, count = 0;
		uint32_t end = r % 2 ? word + 1 : trace->word_count;
		trace->ids[count++] = UNROLL_START_ID;
		for (uint32_t i = 0; i < end; i++)
			if (r % 2 || trace->words[i].word != trace->words[word].word)
				trace->ids[count++] = (uint16_t)trace->words[i].id;
		batch_set(reviews, r, trace->ids, count, 0);
	}
	batch_finish(reviews);
}

unroll_status unroll_trace_compare(unroll_trace *trace, uint32_t words, unroll_error *error) {
	uint32_t left = trace->word_count - trace->compared;
	if (words > left) words = left;
	while (words) {
		uint32_t first = trace->compared, some = words < BLOCK / 2 ? words : BLOCK / 2;
		fill_reviews(trace, first, some);
		const float *logits = predictor_logits(trace->predictor, trace->net.head.label);
		if (!all_finite(logits, 2 * (size_t)some)) return fail_not_finite(error);
		for (uint32_t i = 0; i < some; i++) {
			trace->words[first + i].without = logits[2 * i];
			trace->words[first + i].up_to = logits[2 * i + 1];
		}
		trace->compared += some;
		words -= some;
	}
	return UNROLL_OK;
}
