/* The report of an import, for people and as JSON. */
#ifndef CLI_IMPORT_REPORT_H
#define CLI_IMPORT_REPORT_H

#include <unroll/unroll.h>

/* A table on the standard output; words are called what the tokenizer makes of them. */
void show_report(const unroll_import_report *report, unroll_tokenizer tokenizer);

/* The members of a JSON object that was begun. */
void json_report(const unroll_import_report *report);

#endif
