#include "text/train_test_split.h"

#include "text/numpy_random.h"

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
