/* What a model knows of words: a typed review as ids, and whether a corpus has the same. */
#include <string.h>

#include "base/fail.h"
#include "text/vocabulary.h"
#include "training/model.h"

/* Whether the words are not known though some have ids: the model was trained on ids alone. */
static bool has_ids_alone(const unroll_model *model) {
	return unroll_vocabulary_count(model->vocabulary) == 0 && words_with_ids(model->net.settings.words) > 0;
}

unroll_status model_open_review(const unroll_model *model, const char *text, size_t size,
                                review_reader *reader, unroll_error *error) {
	if (has_ids_alone(model))
		return fail(
		    error, UNROLL_MISMATCH, "vocabulary",
		    "The model knows no words: it was trained on ids alone, so a typed review means nothing to it. "
		    "Import imdb.npz together with imdb_word_index.json and train again.");
	return review_reader_open(reader, model->vocabulary, &model->net.settings, text, size, error);
}

unroll_status model_check_corpus(const unroll_model *model, const unroll_corpus *corpus,
                                 unroll_error *error) {
	uint32_t words = model->net.settings.words, classes = unroll_corpus_classes(corpus);
	size_t own_size, size;
	if (classes != model->net.settings.classes)
		return fail(
		    error, UNROLL_MISMATCH, "classes",
		    "The corpus has %u classes and the model %u. Use the corpus the model was made with, or make a "
		    "model with the setting classes at %u.",
		    classes, model->net.settings.classes, classes);
	const char *own = unroll_vocabulary_text(model->vocabulary, words_with_ids(words), &own_size);
	const char *text = unroll_vocabulary_text(unroll_corpus_vocabulary(corpus), words_with_ids(words), &size);
	if (own_size != size && (own_size == 0 || size == 0))
		return fail(
		    error, UNROLL_MISMATCH, "vocabulary",
		    "The %s was made of ids alone and the %s of words, so it cannot be known whether they belong "
		    "together. Use the corpus the model was made with, or train a new model.",
		    own_size ? "corpus" : "model", own_size ? "model" : "corpus");
	if (own_size != size || memcmp(own, text, size) != 0 ||
	    unroll_vocabulary_tokenizer(model->vocabulary) !=
	        unroll_vocabulary_tokenizer(unroll_corpus_vocabulary(corpus)))
		return fail(error, UNROLL_MISMATCH, "vocabulary",
		            "The model was made with other words than this corpus has. Use the corpus it was made "
		            "with, or train a "
		            "new model.");
	uint32_t known = unroll_vocabulary_count(unroll_corpus_vocabulary(corpus));
	if (unroll_corpus_words(corpus) < words &&
	    (known == 0 || known >= words_with_ids(unroll_corpus_words(corpus))))
		return fail(error, UNROLL_MISMATCH, "words",
		            "The corpus has ids below %u and the model wants %u words. Choose fewer words, or build "
		            "the corpus with "
		            "more.",
		            unroll_corpus_words(corpus), words);
	return UNROLL_OK;
}
