# Reads .keras and .weights.h5 files by h5py alone, and computes their networks with NumPy by Keras' formulas. Prints the logits, or of several
# classes the probabilities' logarithms. The configuration says what the layers are; paths of variables are those of keras/src/saving/saving_lib.py.
import io
import json
import re
import sys
import zipfile

import h5py
import numpy as np


def sigmoid(x):
    return 1 / (1 + np.exp(-x))


def snake(name):
    name = re.sub(r"(.)([A-Z][a-z]+)", r"\1_\2", name)
    return re.sub(r"([a-z])([A-Z])", r"\1_\2", name).lower()


def variables(group):
    return [np.asarray(group["vars"][key]).astype("float64") for key in sorted(group["vars"])]


def simple_rnn(x, states, kernel, recurrent, bias):
    h = np.tanh(x @ kernel + states[0] @ recurrent + bias)
    return [h]


def lstm(x, states, kernel, recurrent, bias):
    i, f, c, o = np.split(x @ kernel + states[0] @ recurrent + bias, 4)
    cell = sigmoid(f) * states[1] + sigmoid(i) * np.tanh(c)
    return [sigmoid(o) * np.tanh(cell), cell]


def gru(x, states, kernel, recurrent, bias):
    xz, xr, xh = np.split(x @ kernel + bias[0], 3)
    hz, hr, hh = np.split(states[0] @ recurrent + bias[1], 3)
    z = sigmoid(xz + hz)
    return [z * states[0] + (1 - z) * np.tanh(xh + sigmoid(xr + hr) * hh)]


steps = {"SimpleRNN": simple_rnn, "LSTM": lstm, "GRU": gru}


def run(layer, group, x, mask, backward=False):
    assert layer["config"]["activation"] == "tanh" and layer["config"]["use_bias"]
    weights, units = variables(group["cell"]), layer["config"]["units"]
    states, outputs = [np.zeros(units)] * 2, []
    order = range(len(x))
    for t in reversed(order) if backward else order:
        if mask is None or mask[t]:
            states = steps[layer["class_name"]](x[t], states, *weights)
        outputs.append(states[0])
    sequence = layer["config"]["return_sequences"]
    return np.array(outputs[::-1] if backward else outputs) if sequence else states[0]


def apply(layer, group, x, mask):
    kind, config = layer["class_name"], layer["config"]
    if kind == "Embedding":
        (table,) = variables(group)
        assert table.shape == (config["input_dim"], config["output_dim"])
        return table[x], x != 0 if config["mask_zero"] else None
    if kind in steps:
        return run(layer, group, x, mask), mask
    if kind == "Bidirectional":
        inner = config["layer"]
        both = [run(inner, group[f"{name}_layer"], x, mask, name == "backward") for name in ("forward", "backward")]
        merge = {"concat": lambda: np.concatenate(both, axis=-1), "sum": lambda: sum(both), "ave": lambda: sum(both) / 2}
        return merge[config["merge_mode"]](), mask
    if kind == "Dropout":
        return x, mask
    if kind == "GlobalAveragePooling1D":
        return (x if mask is None else x[mask]).mean(axis=0), None
    if kind in ("GlobalMaxPooling1D", "MaskedMaxPooling1D"):
        return (x if mask is None else x[mask]).max(axis=0), None
    kernel, bias = variables(group)
    a = x @ kernel + bias
    assert a.shape == (config["units"],)
    activation = {"relu": lambda: np.maximum(a, 0), "tanh": lambda: np.tanh(a), "sigmoid": lambda: a, "softmax": lambda: a}
    return activation[config["activation"]](), None


def logits(config, file, ids):
    layers, used = config["config"]["layers"], {}
    shape = layers[0]["config"]["batch_shape"]
    assert layers[0]["class_name"] == "InputLayer" and shape[1] in (None, len(ids))
    x, mask = (np.array(ids), None) if len(shape) == 2 else (np.eye(shape[2])[ids], None)
    for layer in layers[1:]:
        name = snake(layer["class_name"])
        used[name] = used.get(name, -1) + 1
        x, mask = apply(layer, file["layers"][name if used[name] == 0 else f"{name}_{used[name]}"], x, mask)
    return x.tolist()


results = []
for given in json.load(sys.stdin):
    with zipfile.ZipFile(given["keras"]) as archive:
        assert archive.testzip() is None and archive.namelist() == ["metadata.json", "config.json", "model.weights.h5"]
        config = json.loads(archive.read("config.json"))
        assert "keras_version" in json.loads(archive.read("metadata.json"))
        weights = archive.read("model.weights.h5")
    assert weights == open(given["weights"], "rb").read()
    with h5py.File(io.BytesIO(weights)) as file:
        results.append([logits(config, file, ids) for ids in given["batch"]])
print(json.dumps(results))
