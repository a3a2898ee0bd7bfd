/* Proves that the table of every width is whole, and that what the cells' descriptions say fits together. */
#include "../cmocka_all.h"

#include <string.h>

#include "layers/hot_functions.h"

enum { CELLS = UNROLL_GRU + 1 };

static void every_width_has_every_function(void **state) {
	(void)state;
	static const unsigned widths[] = {4, 8, 16};
	for (size_t w = 0; w < sizeof widths / sizeof *widths; w++) {
		const hot_functions *hot = hot_functions_of(widths[w]);
		if (!hot) continue; /* not this processor, or not this build */
		assert_int_equal(hot->lanes, widths[w]);
		void (*function)(void);
		for (size_t at = offsetof(hot_functions, multiply); at < sizeof *hot; at += sizeof function) {
			memcpy(&function, (const char *)hot + at, sizeof function);
			assert_true(function);
		}
		for (size_t i = 0; i < CELLS; i++) {
			const cell_description *cell = hot->cells[i], *described = cell_of((unroll_cell)i);
			assert_true(cell->forward && cell->backward);
			assert_string_equal(cell->name, described->name);
		}
	}
	assert_null(hot_functions_of(5));
}

/* The first slots hold each of Keras' gates once; with a reset there is one more slot, and no cell has others. */
static void slots_hold_each_gate_once(void **state) {
	(void)state;
	for (size_t i = 0; i < CELLS; i++) {
		const cell_description *cell = cell_of((unroll_cell)i);
		bool seen[CELL_MAX_GATES] = {false};
		assert_in_range(cell->gates, 1, CELL_MAX_GATES);
		assert_int_equal(cell->slots, cell->gates + cell->reset_after);
		for (size_t slot = 0; slot < cell->gates; slot++) {
			assert_true(cell->keras_gate[slot] < cell->gates && !seen[cell->keras_gate[slot]]);
			seen[cell->keras_gate[slot]] = true;
		}
		if (cell->reset_after) assert_int_equal(cell->keras_gate[0], cell->gates - 1);
		if (cell->forget_gate) assert_true(cell->gates > 1);
	}
}

/* States, gates, sums, and with a reset the candidate's sum, one behind the other and each with a name. */
static void rows_follow_one_another(void **state) {
	(void)state;
	for (size_t i = 0; i < CELLS; i++) {
		const cell_description *cell = cell_of((unroll_cell)i);
		size_t states = 1 + (size_t)cell->has_cell_state;
		bool has_gate_rows = cell->first_gate_row != 0;
		if (has_gate_rows) assert_int_equal(cell->first_gate_row, states);
		assert_int_equal(cell->first_sum_row, states + (has_gate_rows ? cell->gates : 0));
		assert_int_equal(cell->rows, cell->first_sum_row + cell->slots + cell->reset_after);
		assert_true(cell->rows <= CELL_MAX_ROWS);
		for (size_t row = 0; row < cell->rows; row++) {
			assert_non_null(cell->row_names[row]);
			for (size_t other = 0; other < row; other++)
				assert_string_not_equal(cell->row_names[row], cell->row_names[other]);
		}
	}
}

int main(void) {
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(every_width_has_every_function),
	    cmocka_unit_test(slots_hold_each_gate_once),
	    cmocka_unit_test(rows_follow_one_another),
	};
	return cmocka_run_group_tests_name("hot functions", tests, NULL, NULL);
}
