#include "cli/console.h"
#include "cli/import_files.h"
#include "cli/interrupt.h"

bool import_succeeded(const char *path, unroll_status status, const unroll_error *error) {
	if (status != UNROLL_OK) complain("%s%s%s", path ? path : "", path ? ": " : "", error->message);
	return status == UNROLL_OK;
}

bool import_goes_on(const unroll_import *import) {
	char count[COUNT_TEXT];
	if (interrupted()) {
		complain("interrupted. Nothing was written.");
		return false;
	}
	if (import && progress_is_due())
		progress_draw("reading reviews: %s", count_text(unroll_import_count(import), count));
	return true;
}
