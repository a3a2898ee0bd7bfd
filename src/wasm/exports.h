/* The functions of engine.wasm, as exports.txt lists them; web/src/engine/exports.ts is their other side. */
#ifndef WASM_EXPORTS_H
#define WASM_EXPORTS_H

#include <stdint.h>

#include <unroll/unroll.h>

/* Memory that the page fills and hands to the calls below. Null where there is not so much. */
void *memory_allocate(uint32_t size);
void memory_release(void *memory);

/* The last failure: the number of its status, and its texts, which the next failure overwrites. */
extern unroll_error last_error;
extern unroll_bytes last_file;
uint32_t error_status(void);
const char *error_subject(void);
const char *error_message(void);

/* The file that model_save(), trainer_save() or statistics_draw() wrote last; it is kept until it is released or the next one
 * is written. */
const uint8_t *file_data(void);
uint32_t file_size(void);
void file_release(void);

/* Settings, at first the defaults. Null where there is no memory left. */
unroll_settings *settings_create(void);
void settings_release(unroll_settings *settings);
uint32_t setting_count(void);
const char *setting_name(uint32_t index);
uint32_t settings_set(unroll_settings *settings, const char *name, const char *text);
uint32_t settings_get(const unroll_settings *settings, const char *name, char *text, uint32_t capacity);
uint32_t settings_check(const unroll_settings *settings);

/* What a run takes in bytes; 0 where it fails. */
uint32_t training_memory(const unroll_settings *settings, uint32_t reviews);

/* A corpus borrows its bytes until it is closed. `half` is 0 for the training half, 1 for the test half. */
unroll_corpus *corpus_open(const uint8_t *bytes, uint32_t size);
void corpus_close(unroll_corpus *corpus);
uint32_t corpus_count(const unroll_corpus *corpus, uint32_t half);
uint32_t corpus_words(const unroll_corpus *corpus);
uint32_t corpus_tail(const unroll_corpus *corpus);
const char *corpus_source(const unroll_corpus *corpus);

/* Word-pair statistics borrow their bytes until they are closed. statistics_draw() draws a corpus and writes its file. */
unroll_statistics *statistics_open(const uint8_t *bytes, uint32_t size);
void statistics_close(unroll_statistics *statistics);
uint32_t statistics_words(const unroll_statistics *statistics);
uint32_t statistics_tail(const unroll_statistics *statistics);
uint32_t statistics_pairs(const unroll_statistics *statistics);
const char *statistics_source(const unroll_statistics *statistics);
uint32_t statistics_draw(const unroll_statistics *statistics, uint32_t reviews, uint32_t seed);

/* How many words the corpus knows: 0 where it was made of ids alone. */
uint32_t corpus_known_words(const unroll_corpus *corpus);

/* Importing; see unroll/import.h and import.c. A layout is written as six doubles: delimiter, quotes, header, columns, text, label,
 * and is read the same way. csv_look() takes what is known (0 or -1 where nothing is; texts may be null), writes a layout, the
 * rows, the number of values and which is positive, and csv_value() then tells the values. csv_preview() makes a file. */
#define LAYOUT_VALUES 6
#define GUESS_VALUES  (LAYOUT_VALUES + 3)
uint32_t csv_look(const uint8_t *sample, uint32_t size, uint32_t whole, int32_t delimiter, int32_t quotes,
                  int32_t header, const char *text, const char *label, double values[GUESS_VALUES]);
const char *csv_value(uint32_t index);
uint32_t csv_preview(const uint8_t *sample, uint32_t size, const double layout[LAYOUT_VALUES], uint32_t rows);

/* `options` are words, tail, limit, whether the test half is left out, the share of the test half, and a layout. Null where it
 * fails. import_begin() returns whether the file's bytes are wanted, or -1 where it fails. */
#define IMPORT_OPTIONS (5 + LAYOUT_VALUES)
unroll_import *import_create(uint32_t kind, const double options[IMPORT_OPTIONS], const char *positive,
                             const char *negative, const char *source);
void import_destroy(unroll_import *import);
int32_t import_begin(unroll_import *import, const char *name);
uint32_t import_add(unroll_import *import, const uint8_t *bytes, uint32_t size);
uint32_t import_end(unroll_import *import);
uint32_t import_unpack(unroll_import *import, const uint8_t *bytes, uint32_t size);
uint32_t import_count(const unroll_import *import);

/* Makes the corpus file, and writes the account: reviews (half by half, negative before positive), the histogram of lengths,
 * shortest, longest, words, known words, vocabulary, duplicates, and for each reason count and places of what was skipped.
 * account_label() then tells the value of the positive (1) or negative (0) label. */
#define ACCOUNT_VALUES (4 + UNROLL_LENGTH_BINS + 6 + UNROLL_SKIPS * (1 + UNROLL_SKIP_PLACES))
uint32_t import_finish(unroll_import *import, double values[ACCOUNT_VALUES]);
const char *account_label(uint32_t label);

/* A model with initial values, of the words of a corpus, or the model of a file. */
unroll_model *model_create(const unroll_settings *settings, const unroll_corpus *corpus);
unroll_model *model_open(const uint8_t *bytes, uint32_t size);
void model_destroy(unroll_model *model);
uint32_t model_save(const unroll_model *model);
const unroll_settings *model_settings(const unroll_model *model);

/* The rows of Keras' summary(). model_layer_shape() writes steps, features and parameters. */
uint32_t model_layer_count(const unroll_model *model);
const char *model_layer_name(const unroll_model *model, uint32_t index);
const char *model_layer_type(const unroll_model *model, uint32_t index);
void model_layer_shape(const unroll_model *model, uint32_t index, double values[3]);

/* The weights. model_tensor_values() writes rank, rows and columns, and returns the values row by row. */
uint32_t model_tensor_count(const unroll_model *model);
const char *model_tensor_name(unroll_model *model, uint32_t index);
float *model_tensor_values(unroll_model *model, uint32_t index, double shape[3]);

/* The SHA-256 of the weights in hexadecimal; the next call overwrites it. */
const char *model_fingerprint(const unroll_model *model);

/* Classifies reviews; predictor_predict() writes logit, probability, label, words and unknown words. */
unroll_predictor *predictor_create(const unroll_model *model);
void predictor_destroy(unroll_predictor *predictor);
uint32_t predictor_predict(unroll_predictor *predictor, const char *text, uint32_t size, double values[5]);

/* Finds the words of a text and writes three numbers for each of the first `capacity`: start and end in
 * bytes, and the id that the model gives it. Returns how many words there are, or -1 where it fails. */
int32_t model_words_of(const unroll_model *model, const char *text, uint32_t size, uint32_t *places,
                       uint32_t capacity);

/* A look inside a model: unroll/inspection.h, which has the shapes. See inspection.c.
 *
 * trace_review() writes logit, probability, words, unknown words, steps, and how many words have been compared; the steps
 * (4 numbers each: two integers, two floats) and the words (8 each: four integers, four floats) lie at trace_steps() and
 * trace_words(). trace_layer() writes inputs, units, rows, and the places of values, d_hidden and d_inputs, and returns the
 * layer's name; trace_unit() writes gates, inputs, units, and the places of x, h, kernel, recurrent kernel and terms (6 doubles
 * a gate). */
unroll_trace *trace_create(unroll_model *model);
void trace_destroy(unroll_trace *trace);
uint32_t trace_read(unroll_trace *trace, const char *text, uint32_t size);
void trace_review(const unroll_trace *trace, double values[6]);
const unroll_trace_step *trace_steps(const unroll_trace *trace);
const unroll_trace_word *trace_words(const unroll_trace *trace);
uint32_t trace_compare(unroll_trace *trace, uint32_t words);
const char *trace_layer(const unroll_trace *trace, uint32_t index, double values[6]);
const char *trace_row_name(const unroll_model *model, uint32_t row);
uint32_t trace_unit(unroll_trace *trace, uint32_t layer, uint32_t step, uint32_t unit, double values[8]);

/* probe_layer() writes units, gates, and the places of gradients and openness (doubles), and returns the layer's name. */
unroll_probe *probe_create(unroll_model *model, const unroll_corpus *corpus, uint32_t reviews);
void probe_destroy(unroll_probe *probe);
void probe_run(unroll_probe *probe);
uint32_t probe_reviews(const unroll_probe *probe);
const char *probe_layer(const unroll_probe *probe, uint32_t index, double values[4]);
const char *probe_gate_name(const unroll_model *model, uint32_t gate);

/* word_map_places() writes how many words, the share of variance that is shown, and where places and effects lie (floats). */
unroll_word_map *word_map_create(unroll_model *model, uint32_t words);
void word_map_destroy(unroll_word_map *map);
void word_map_run(unroll_word_map *map);
void word_map_places(const unroll_word_map *map, double values[4]);

/* The first `count` words of a model, joined by '\n'; writes their bytes. */
const char *model_vocabulary(const unroll_model *model, uint32_t count, uint32_t *size);

unroll_trainer *trainer_create(unroll_model *model, const unroll_corpus *corpus);
void trainer_destroy(unroll_trainer *trainer);
uint32_t trainer_step(unroll_trainer *trainer, uint32_t batches);
void trainer_stop(unroll_trainer *trainer);

/* Writes the fields of unroll_progress, in their order. */
#define PROGRESS_VALUES 17
void trainer_progress(const unroll_trainer *trainer, double values[PROGRESS_VALUES]);

/* Writes loss, accuracy, val_loss and val_accuracy of a finished epoch; the first has index 0. */
void trainer_epoch(const unroll_trainer *trainer, uint32_t index, double values[4]);

uint32_t trainer_save(unroll_trainer *trainer);
uint32_t trainer_resume(const uint8_t *bytes, uint32_t size, const unroll_corpus *corpus,
                        unroll_model **model, unroll_trainer **trainer);

/* The fingerprint of a tiny network after two epochs on four made-up reviews: the same on every machine
 * that computes rightly. Null where it fails. See known_answer.c. */
const char *known_answer(void);

#endif
