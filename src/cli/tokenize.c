/* unroll tokenize: what texts are cut into. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cli/arguments.h"
#include "cli/commands.h"
#include "cli/console.h"
#include "cli/files.h"
#include "cli/json.h"
#include "cli/texts.h"

static const char usage[] = "tokenize MODEL|CORPUS [TEXT …]";
static const char details[] =
    "Shows the words, or the pieces of words, that a text becomes by the tokenizer of a model or of a\n"
    "corpus, and their ids: each TEXT is one, or, without any, each line of the standard input. Words begin\n"
    "with ▁ where they are cut into pieces. 2 is the id of what is unknown.\n\n"
    "--json prints one object per token: text (which one, from 1), word (which word of the text, from 0),\n"
    "token, id, start and end (its place in the text, in bytes).";

typedef struct token_output {
	const unroll_vocabulary *vocabulary;
	bool json;
} token_output;

/* What a token is called: the word or piece of the vocabulary, or what stands in the text. Ends in '\0'; to be freed. */
static char *name_of(const unroll_vocabulary *vocabulary, const unroll_token *token, const char *text) {
	size_t size = token->end - token->start;
	const char *name = text + token->start;
	if (token->id > UNROLL_INDEX_FROM)
		name = unroll_vocabulary_word(vocabulary, token->id - UNROLL_INDEX_FROM, &size);
	char *copy = calloc(size + 1, 1);
	if (copy) memcpy(copy, name, size);
	return copy;
}

static void show_token(const token_output *to, const unroll_token *token, const char *name, size_t number) {
	if (!to->json) {
		printf("%s(%u) ", name, token->id);
		return;
	}
	json_begin();
	json_count("text", number);
	json_count("word", token->word);
	json_text("token", name);
	json_count("id", token->id);
	json_count("start", token->start);
	json_count("end", token->end);
	json_end();
}

static int tokenize(void *context, const char *text, size_t size, const char *place, size_t number) {
	const token_output *to = context;
	unroll_bytes tokens;
	unroll_error error;
	if (unroll_tokenize(to->vocabulary, text, size, &tokens, &error) != UNROLL_OK) {
		complain("%s %zu: %s", place, number, error.message);
		return FAILED;
	}
	int code = DONE;
	const unroll_token *token = (const unroll_token *)(const void *)tokens.data;
	for (size_t i = 0; i < tokens.size / sizeof *token && code == DONE; i++) {
		char *name = name_of(to->vocabulary, &token[i], text);
		if (name)
			show_token(to, &token[i], name, number);
		else
			code = FAILED;
		free(name);
	}
	if (!to->json) puts("");
	unroll_bytes_free(&tokens);
	return code;
}

static int tokenize_all(const char *path, const unroll_vocabulary *vocabulary, const arguments *given,
                        bool json) {
	token_output to = {vocabulary, json};
	if (unroll_vocabulary_count(vocabulary)) return use_texts(given, tokenize, &to);
	complain("%s has ids alone and no words. Import imdb.npz together with imdb_word_index.json.", path);
	return FAILED;
}

int tokenize_command(int argc, char **argv) {
	const char *json = NULL;
	const option options[] = {{"--json", NULL, "print JSON, one object per line", &json}};
	const command_syntax command = {usage, details, options, 1, false, 1, (size_t)-1, "a model or a corpus"};
	arguments given;
	unroll_bytes bytes;
	unroll_model *model = NULL;
	unroll_corpus *corpus = NULL;
	unroll_error error;
	int code;
	if (!read_arguments(&command, argc, argv, &given, &code)) return code;
	const char *path = given.words[0];
	if (!read_file(path, &bytes)) return FAILED;
	if (unroll_model_open(bytes.data, bytes.size, &model, &error) == UNROLL_OK) {
		code = tokenize_all(path, unroll_model_vocabulary(model), &given, json != NULL);
	} else if (unroll_corpus_open(bytes.data, bytes.size, &corpus, &error) == UNROLL_OK) {
		code = tokenize_all(path, unroll_corpus_vocabulary(corpus), &given, json != NULL);
	} else {
		complain("%s is neither a model nor a corpus: %s", path, error.message);
		code = FAILED;
	}
	unroll_model_destroy(model);
	unroll_corpus_close(corpus);
	unroll_bytes_free(&bytes);
	return code;
}
