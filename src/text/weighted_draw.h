/* Drawing from a list where each item has a weight of its own, in one step however long the list is: Walker's alias
 * method (ACM Transactions on Mathematical Software 3, 1977), in whole numbers. */
#ifndef TEXT_WEIGHTED_DRAW_H
#define TEXT_WEIGHTED_DRAW_H

#include <stdint.h>

/* A column of a list of `count` items with weights that sum up to `total`: it stands for its own item below `own`, and
 * from there to `total` for the item `other`. Over all columns, an item has count · its weight of count · total. */
typedef struct draw_column {
	uint32_t own;
	uint32_t other;
} draw_column;

typedef struct weighted_draw {
	const draw_column *columns; /* (count) */
	uint32_t count, total;      /* nothing can be drawn where the total is 0 */
} weighted_draw;

/* Fills the columns of a list whose weights sum up to at most UINT32_MAX. `left` (count) and `order` (count) are to work with. */
weighted_draw weighted_draw_of(const uint32_t *weights, uint32_t count, draw_column *columns, uint64_t *left,
                               uint32_t *order);

/* The item that a random value of 64 bits draws: its upper half chooses the column, its lower half the item. */
static inline uint32_t weighted_draw_item(const weighted_draw *draw, uint64_t value) {
	uint32_t column = (uint32_t)((value >> 32) * draw->count >> 32);
	uint32_t place = (uint32_t)((value & UINT32_MAX) * draw->total >> 32);
	const draw_column *at = &draw->columns[column];
	return place < at->own ? column : at->other;
}

#endif
