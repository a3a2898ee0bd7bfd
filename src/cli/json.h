/* One JSON object per line, on standard output or another file. Each line is handed on as soon as it is complete. */
#ifndef CLI_JSON_H
#define CLI_JSON_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

void json_begin(void); /* on standard output */
void json_begin_to(FILE *file);

/* Goes on with an object whose first members are written already: '{"name":"value"'. */
void json_resume_to(FILE *file, const char *begun);
void json_text(const char *name, const char *value);
void json_count(const char *name, uint64_t value);

/* An array, of one count or more. */
void json_counts(const char *name, const uint32_t *values, size_t count);

/* The same of texts, and of finite floats as json_float() writes them. */
void json_texts(const char *name, const char *const *values, size_t count);
void json_floats(const char *name, const float *values, size_t count);

/* What follows until json_close() is in an object of this name. */
void json_open(const char *name);
void json_close(void);

void json_truth(const char *name, bool value);

/* With as few digits as distinguish the value from every other double; null where it is not finite. */
void json_number(const char *name, double value);

/* `count` of them, one or more, `stride` bytes apart. */
void json_numbers(const char *name, const double *values, size_t count, size_t stride);

/* The same for a float, which needs fewer digits. */
void json_float(const char *name, float value);

/* To the millisecond. */
void json_seconds(const char *name, double value);

void json_null(const char *name);
void json_end(void);

#endif
