/* What the two classes are called where a corpus has names of its own for them ("fresh" and "rotten"): in corpora, models and checkpoints
 * the metadata "positive" and "negative", which are absent where there are none. */
#ifndef TEXT_CLASS_NAMES_H
#define TEXT_CLASS_NAMES_H

#include <stdint.h>

#include "storage/safetensors.h"
#include "unroll/corpus.h"
#include "unroll/import_report.h"

typedef struct class_names {
	char of[2][UNROLL_VALUE_BYTES]; /* by label; "" where a class has no name of its own */
} class_names;

class_names read_class_names(const safetensors_file *file);
void add_class_names(safetensors_writer *writer, const class_names *names);

/* Those of a corpus, to which they belong. */
const class_names *corpus_class_names(const unroll_corpus *corpus);

/* The name of a class: its own, or "negative" for 0 and "positive" for 1. */
const char *class_name(const class_names *names, uint32_t label);

#endif
