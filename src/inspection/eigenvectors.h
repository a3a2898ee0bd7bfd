/* Eigenvalues and eigenvectors of small symmetric matrices. */
#ifndef INSPECTION_EIGENVECTORS_H
#define INSPECTION_EIGENVECTORS_H

#include <stddef.h>

/* By Jacobi's rotations (1846): `matrix` (n, n), symmetric, is used up; `values` (n) takes the eigenvalues, falling, and
 * `vectors` (n, n) the eigenvectors as columns, in their order. Only the four operations and square roots. */
void eigenvectors(double *matrix, size_t n, double *values, double *vectors);

#endif
