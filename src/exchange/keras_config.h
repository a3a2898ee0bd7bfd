/* The config.json of a .keras file: a Sequential of the network's layers, by the arguments of their classes
 * (keras/src/saving/serialization_lib.py). */
#ifndef EXCHANGE_KERAS_CONFIG_H
#define EXCHANGE_KERAS_CONFIG_H

#include "exchange/byte_writer.h"
#include "training/network.h"

/* Writes the arguments that are not Keras' defaults or that the network depends on. */
void write_keras_config(byte_writer *out, const network *net);

/* Reads the settings of a network out of any config.json, the length too where the input has one; the others stay as they are. An argument
 * that is not there has Keras' default. UNROLL_MISMATCH names the layer that Unroll does not have, or has with other values or elsewhere, and
 * UNROLL_BAD_FILE is no such JSON; the settings are then as they were. */
unroll_status read_keras_config(const uint8_t *json, size_t size, unroll_settings *settings,
                                unroll_error *error);

#endif
