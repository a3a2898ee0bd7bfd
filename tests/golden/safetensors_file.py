"""Writes a safetensors file of arrays beside this script, as safetensors.js does."""

import json
import pathlib

import numpy

TYPES = {"uint32": "U32", "uint16": "U16", "uint8": "U8", "float32": "F32", "float64": "F64"}


def write_file(name, about, tensors):
    """The length of a header, the header with `about`, texts by name, and the numbers of `tensors`, arrays by name."""
    header, numbers = {"__metadata__": about}, b""
    for key, values in sorted(tensors.items(), key=lambda item: -item[1].itemsize):  # so that each is aligned
        data = numpy.ascontiguousarray(values).tobytes()
        offsets = [len(numbers), len(numbers) + len(data)]
        header[key] = {"dtype": TYPES[str(values.dtype)], "shape": values.shape, "data_offsets": offsets}
        numbers += data
    text = json.dumps(header, separators=(",", ":")).encode()
    text += b" " * (-len(text) % 8)
    path = pathlib.Path(__file__).with_name(f"{name}.safetensors")
    path.write_bytes(len(text).to_bytes(8, "little") + text + numbers)
