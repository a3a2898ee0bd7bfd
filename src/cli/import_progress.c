#include "cli/console.h"
#include "cli/import_files.h"
#include "cli/interrupt.h"

bool import_goes_on(const unroll_import *import) {
	char count[COUNT_TEXT];
	if (interrupted()) {
		complain("interrupted. Nothing was written.");
		return false;
	}
	if (progress_is_due())
		progress_draw("reading reviews: %s", count_text(unroll_import_count(import), count));
	return true;
}
