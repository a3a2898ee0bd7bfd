/* What an import needs of the corpus builder in addition to unroll/corpus.h. */
#ifndef TEXT_CORPUS_BUILDER_H
#define TEXT_CORPUS_BUILDER_H

#include "unroll/corpus.h"

/* Makes the negative reviews positive and the positive ones negative. */
void corpus_builder_swap_labels(unroll_corpus_builder *builder);

/* How many reviews were added. */
size_t corpus_builder_count(const unroll_corpus_builder *builder);

/* Whether the options are possible. */
unroll_status corpus_options_check(const unroll_corpus_options *options, unroll_error *error);

#endif
