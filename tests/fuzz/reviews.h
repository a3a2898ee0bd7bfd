/* The reviews of the corpus that checkpoints are resumed on, labels first. make-corpora.mjs reads them too. */
#ifndef TESTS_FUZZ_REVIEWS_H
#define TESTS_FUZZ_REVIEWS_H

static const char *const fuzz_reviews[] = {
    "+ a good film and a warm story",
    "- a bad film and a dull story",
    "+ warm and good",
    "- dull and bad",
    "+ good story",
    "- bad cast",
    "+ the warm cast",
    "- the dull cast",
    "+ a good cast and a good film",
    "- a bad cast and a bad film",
};
enum { FUZZ_REVIEWS = sizeof fuzz_reviews / sizeof *fuzz_reviews };

#endif
