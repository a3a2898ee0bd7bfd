/* What an import needs of the corpus builder in addition to unroll/corpus.h. */
#ifndef TEXT_CORPUS_BUILDER_H
#define TEXT_CORPUS_BUILDER_H

#include "text/class_names.h"
#include "unroll/corpus.h"

/* What the classes are called. */
void corpus_builder_name_classes(unroll_corpus_builder *builder, const class_names *names);

/* How many reviews of each half and class are kept; 0 for all. */
uint32_t reviews_of_class(const unroll_corpus_options *options);

/* How many reviews were added. */
size_t corpus_builder_count(const unroll_corpus_builder *builder);

/* Whether the options are possible. */
unroll_status corpus_options_check(const unroll_corpus_options *options, unroll_error *error);

#endif
