/* How many classes there are, and what they are called where a corpus has names of its own for them ("fresh" and "rotten"). In corpora, models
 * and checkpoints these are the metadata "positive" and "negative" of two classes, and "classes" (their number) and "class-names" (one in each
 * line, in the order of the labels) of more; names are absent where there are none. */
#ifndef TEXT_CLASS_NAMES_H
#define TEXT_CLASS_NAMES_H

#include <stdint.h>

#include "storage/safetensors.h"
#include "unroll/corpus.h"
#include "unroll/import_report.h"
#include "unroll/settings.h"

typedef struct class_names {
	uint32_t count;                                   /* 2 to UNROLL_MOST_CLASSES; 0 means 2 */
	char of[UNROLL_MOST_CLASSES][UNROLL_VALUE_BYTES]; /* by label; "" where a class has no name of its own */
} class_names;

/* So many classes without names of their own. */
class_names class_names_of(uint32_t count);

/* UNROLL_BAD_FILE where the number is none of classes, or the names are not as many. */
unroll_status read_class_names(const safetensors_file *file, class_names *names, unroll_error *error);

/* The number, unless there are two (of a model it is one of the settings); and the names. */
void add_class_count(safetensors_writer *writer, const class_names *names);
void add_class_names(safetensors_writer *writer, const class_names *names);

/* Those of a corpus, to which they belong. */
const class_names *corpus_class_names(const unroll_corpus *corpus);

/* The name of a class: its own; or of two "negative" for 0 and "positive" for 1, of more the number; "" where there is no such class. */
const char *class_name(const class_names *names, uint32_t label);

#endif
