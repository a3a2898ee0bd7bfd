#include "import/nsmc.h"

#include <string.h>

enum { ID, DOCUMENT, LABEL, COLUMNS };

const class_names nsmc_classes = {2, {"부정", "긍정"}};

bool nsmc_has_header(const csv_columns *c) {
	static const char *const names[] = {[ID] = "id", [DOCUMENT] = "document", [LABEL] = "label"};
	if (c->count != COLUMNS || c->reader.delimiter != '\t') return false;
	for (uint32_t i = 0; i < COLUMNS; i++) {
		size_t size;
		const char *name = csv_example(c, 0, i, &size);
		if (size != strlen(names[i]) || memcmp(name, names[i], size) != 0) return false;
	}
	return true;
}

/* Whether a text has a syllable of Hangul, U+AC00 to U+D7A3. */
static bool has_hangul(const char *text, size_t size) {
	for (size_t i = 0; i < size; i++)
		if ((uint8_t)text[i] >= 0xea && (uint8_t)text[i] <= 0xed) return true;
	return false;
}

bool nsmc_is(const csv_columns *c, const csv_choice *choice) {
	const csv_values *ids = &c->of[ID].values;
	const csv_labels *labels = &choice->labels;
	uint32_t korean = 0, shown = c->examples.count < CSV_PREVIEW_ROWS ? c->examples.count : CSV_PREVIEW_ROWS;
	for (uint32_t i = 1; i < shown; i++) {
		size_t size;
		const char *text = csv_example(c, i, DOCUMENT, &size);
		korean += has_hangul(text, size);
	}
	return nsmc_has_header(c) && choice->header && choice->text == DOCUMENT && choice->label == LABEL &&
	       (ids->more || ids->texts.count == c->of[ID].cells) && 2 * korean >= shown &&
	       labels->question == UNROLL_ASK_NOTHING && labels->numbers && labels->different == 2 &&
	       labels->least == 0 && labels->most == 1;
}
