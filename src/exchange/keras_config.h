/* The config.json of a .keras file: a Sequential of the network's layers, by the arguments of their classes that are not Keras' defaults or
 * that the network depends on (keras/src/saving/serialization_lib.py). */
#ifndef EXCHANGE_KERAS_CONFIG_H
#define EXCHANGE_KERAS_CONFIG_H

#include "exchange/byte_writer.h"
#include "training/network.h"

void write_keras_config(byte_writer *out, const network *net);

#endif
