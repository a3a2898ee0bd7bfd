/* The kinds of corpora that unroll corpus makes. Each takes the arguments after its name and returns the exit code. */
#ifndef CLI_CORPUS_H
#define CLI_CORPUS_H

/* unroll corpus imdb, keras and csv: takes the arguments from the kind on. */
int import_corpus_command(int argc, char **argv);

/* unroll corpus synthetic: takes the arguments after that. */
int synthetic_corpus_command(int argc, char **argv);

#endif
