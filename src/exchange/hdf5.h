/* The part of HDF5 that Keras' weights need (HDF5 File Format Specification 2.0, https://support.hdfgroup.org): superblock 0, groups with
 * symbol tables, and datasets of contiguous floats or bytes, little-endian; what h5py writes by default. */
#ifndef EXCHANGE_HDF5_H
#define EXCHANGE_HDF5_H

#include "unroll/bytes.h"
#include "unroll/status.h"

#define HDF5_NAME     64 /* bytes of the name of a group or dataset, with the '\0' */
#define HDF5_RANK     2
#define HDF5_OBJECTS  4000 /* groups, their parts, and datasets of a file that is read */
#define HDF5_CHILDREN 20   /* of a group, in a file that is written */

typedef enum hdf5_type { HDF5_GROUP, HDF5_FLOATS, HDF5_BYTES } hdf5_type;

/* --- Writing ------------------------------------------------------------------------------------- */

/* Collects what is to be written. The first failure is kept and reported by hdf5_finish(). */
typedef struct hdf5_writer hdf5_writer;

/* NULL where there is no memory; the functions below then report that. */
hdf5_writer *hdf5_begin(void);

/* Adds a group, "layers/gru/vars", with the groups that it is in. */
void hdf5_add_group(hdf5_writer *writer, const char *path);

/* Adds a dataset (rank) in the same way, "layers/gru/cell/vars/0". The path is copied; the data are borrowed until the writer is
 * finished. */
void hdf5_add_dataset(hdf5_writer *writer, const char *path, hdf5_type type, uint32_t rank,
                      const uint32_t *shape, const void *data);

/* Writes the file, and frees the writer in any case. The same calls give the same bytes. */
unroll_status hdf5_finish(hdf5_writer *writer, unroll_bytes *file, unroll_error *error);

/* --- Reading ------------------------------------------------------------------------------------- */

#define HDF5_PATH  160 /* bytes of a dataset's path, with the '\0' */
#define HDF5_DEPTH 16  /* groups within groups */

typedef struct hdf5_found {
	char path[HDF5_PATH]; /* "layers/gru/cell/vars/0" */
	hdf5_type type; /* HDF5_FLOATS or HDF5_BYTES; HDF5_GROUP where it is of another type, or not contiguous */
	uint32_t rank, shape[HDF5_RANK]; /* shape[1] is 1 where the rank is 1 */
	const uint8_t *data;             /* a view into the bytes, at any address */
	size_t bytes;
} hdf5_found;

typedef struct hdf5_file {
	hdf5_found *datasets; /* (count), in the order of the file's tree */
	size_t count, capacity;
} hdf5_file;

/* Finds all datasets of a file that lies in memory; the bytes are borrowed and must outlive it. UNROLL_BAD_FILE for what is no such
 * file, is cut or damaged, or has more than HDF5_OBJECTS; `file` is then empty. */
unroll_status hdf5_open(const uint8_t *bytes, size_t size, hdf5_file *file, unroll_error *error);
void hdf5_close(hdf5_file *file);

/* The dataset of that path, or NULL. */
const hdf5_found *hdf5_find(const hdf5_file *file, const char *path);

#endif
