/* A review of a corpus in readable words. */
#ifndef CLI_REVIEW_TEXT_H
#define CLI_REVIEW_TEXT_H

#include <unroll/unroll.h>

/* Its words with blanks between, or its pieces joined to words, as far as the corpus knows them; "[?]" in place of those that are unknown, and with
 * `words` as a model's vocabulary size also of those that the model does not know: "[?word]". To be freed; NULL where there is no memory. */
char *review_text(const unroll_corpus *corpus, const unroll_corpus_review *review, uint32_t words);

#endif
