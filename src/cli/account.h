/* The account of an import, for people and as JSON. */
#ifndef CLI_ACCOUNT_H
#define CLI_ACCOUNT_H

#include <unroll/unroll.h>

/* A table on the standard output; words are called what the tokenizer makes of them. */
void show_account(const unroll_account *account, unroll_tokenizer tokenizer);

/* The members of a JSON object that was begun. */
void json_account(const unroll_account *account);

#endif
