/* The plane in which a cloud of points spreads most: the first two principal components, in double precision and without
 * the C library, so that every machine has the same bits. N points of D dimensions. */
#ifndef INSPECTION_PRINCIPAL_PLANE_H
#define INSPECTION_PRINCIPAL_PLANE_H

#include <stddef.h>

#include "base/arena.h"

/* Vectors that are iterated together: with up to so many dimensions the components come of one step. */
#define PLANE_VECTORS 16

typedef struct principal_plane {
	size_t dimensions;               /* D */
	size_t vectors;                  /* P: the less of D and PLANE_VECTORS */
	double *mean;                    /* (D) */
	double *covariance;              /* (D, D) */
	double *basis;                   /* (P, D): orthonormal; the first two are the plane's axes */
	double *image;                   /* (P, D): each of them times the covariance */
	double *turned;                  /* (P, D): scratch */
	double variances[PLANE_VECTORS]; /* along the basis, falling */
	double total;                    /* variance in all directions */
} principal_plane;

principal_plane principal_plane_layout(arena *memory, size_t dimensions);

/* Finds the plane of `points` (N, D). Of axes that vary alike, or not at all, any may come out, but the same everywhere. Takes
 * N·D²/2 and, a step, 2·16·D² multiplications: one step up to 16 dimensions, seldom more than 50 beyond, 100 at most. */
void principal_plane_find(principal_plane *plane, const float *points, size_t count);

/* Where a point (D) lies in the plane, seen from the cloud's mean. */
void principal_plane_place(const principal_plane *plane, const float *point, double place[2]);

#endif
