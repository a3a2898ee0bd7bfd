#include "text/train_test_split.h"

#include <string.h>

#include "text/numpy_random.h"
#include "unroll/settings.h"

uint32_t validation_count(uint32_t reviews, double validation) {
	double share = reviews * validation;
	uint32_t whole = (uint32_t)share;
	return whole < share ? whole + 1 : whole;
}

void split_permutation(uint32_t reviews, uint32_t seed, uint32_t *permutation) {
	numpy_random random;
	numpy_random_seed(&random, seed);
	for (uint32_t i = 0; i < reviews; i++) permutation[i] = i;
	numpy_random_shuffle(&random, permutation, reviews);
}

/* --- Stratified ---------------------------------------------------------------------------------- */

enum { MOST_LABELS = UNROLL_MOST_CLASSES };

/* _approximate_mode(counts, draws, random): of each label its share of the draws, rounded down; the draws that are then missing go to the labels
 * with the largest fractions, where several are equal to some of them by lot. */
static void draw_shares(numpy_random *random, const uint32_t *counts, uint32_t classes, uint32_t draws,
                        uint32_t *shares) {
	double fractions[MOST_LABELS], sum = 0;
	uint32_t missing = draws, ties[MOST_LABELS], order[MOST_LABELS];
	for (uint32_t k = 0; k < classes; k++) sum += counts[k];
	for (uint32_t k = 0; k < classes; k++) {
		double share = counts[k] / sum * draws;
		shares[k] = (uint32_t)share;
		fractions[k] = share - shares[k];
		missing -= shares[k];
	}
	while (missing) {
		double largest = -1;
		uint32_t tied = 0;
		for (uint32_t k = 0; k < classes; k++)
			if (fractions[k] > largest) largest = fractions[k];
		for (uint32_t k = 0; k < classes; k++)
			if (fractions[k] >= largest) ties[tied++] = k;
		for (uint32_t i = 0; i < tied; i++) order[i] = i;
		numpy_random_shuffle(random, order, tied);
		for (uint32_t i = 0; i < tied; i++) {
			fractions[ties[i]] = -1;
			if (missing == 0) continue;
			shares[ties[order[i]]]++;
			missing--;
		}
	}
}

static void reverse(uint32_t *values, uint32_t count) {
	for (uint32_t i = 0; i < count / 2; i++) {
		uint32_t value = values[i];
		values[i] = values[count - 1 - i];
		values[count - 1 - i] = value;
	}
}

/* The reviews of each label are shuffled; the first are trained on. The list of held-out reviews grows from the front, the other, in reverse, from the
 * back, and each label's are shuffled in the gap between. */
void stratified_permutation(uint32_t reviews, uint32_t held_out, uint32_t seed, uint32_t classes,
                            label_of_review label, const void *context, uint32_t *permutation) {
	uint32_t counts[MOST_LABELS] = {0}, train[MOST_LABELS], rest[MOST_LABELS] = {0}, test[MOST_LABELS];
	uint32_t present = 0, labels[MOST_LABELS], first = 0, end = reviews;
	numpy_random random;
	for (uint32_t r = 0; r < reviews; r++) counts[label(context, r)]++;
	for (uint32_t k = 0; k < classes; k++) {
		if (counts[k] == 0) continue;
		labels[present] = k;
		counts[present++] = counts[k];
	}
	numpy_random_seed(&random, seed);
	draw_shares(&random, counts, present, reviews - held_out, train);
	for (uint32_t k = 0; k < present; k++) rest[k] = counts[k] - train[k];
	draw_shares(&random, rest, present, held_out, test);
	for (uint32_t k = 0; k < present; k++) {
		uint32_t *of_label = permutation + first, count = 0;
		for (uint32_t r = 0; r < reviews; r++)
			if (label(context, r) == labels[k]) of_label[count++] = r;
		numpy_random_shuffle(&random, of_label, count);
		reverse(of_label, count);
		reverse(of_label, test[k]);
		memmove(permutation + end - train[k], of_label + test[k], train[k] * sizeof *permutation);
		first += test[k];
		end -= train[k];
	}
	reverse(permutation + held_out, reviews - held_out);
	numpy_random_shuffle(&random, permutation + held_out, reviews - held_out);
	numpy_random_shuffle(&random, permutation, held_out);
}
