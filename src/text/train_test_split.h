/* How scikit-learn's train_test_split divides reviews: by numpy's generator, to the index. */
#ifndef TEXT_TRAIN_TEST_SPLIT_H
#define TEXT_TRAIN_TEST_SPLIT_H

#include <stdint.h>

/* Reviews that are held out: ceil(reviews · validation), as ShuffleSplit counts its test set
 * (sklearn/model_selection/_split.py, _validate_shuffle_split). */
uint32_t validation_count(uint32_t reviews, double validation);

/* numpy.random.RandomState(seed).permutation(reviews), which train_test_split(random_state=seed) draws: its first
 * validation_count() entries are held out, the others are trained on. `permutation` takes `reviews` numbers. */
void split_permutation(uint32_t reviews, uint32_t seed, uint32_t *permutation);

/* The label of a review, below the number of classes. */
typedef uint32_t (*label_of_review)(const void *context, uint32_t review);

/* The same as train_test_split(stratify=labels, random_state=seed) divides them: of each label as large a share is held out as of all
 * (sklearn/model_selection/_split.py: StratifiedShuffleSplit; sklearn/utils: _approximate_mode). A label without reviews, or with one, is
 * no error here. */
void stratified_permutation(uint32_t reviews, uint32_t held_out, uint32_t seed, uint32_t classes,
                            label_of_review label, const void *context, uint32_t *permutation);

#endif
