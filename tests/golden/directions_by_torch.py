"""Writes the golden files of layers that read in both directions, of stacks of several cells, of pooling, of hidden dense layers, of
layers of dropout and of more than two classes: see README.md.

PyTorch computes them in double precision, with its own RNN, LSTM and GRU, automatic differentiation and SGD. Weights have
Keras' names and shapes. Where padding is masked, each review is read alone and without its padding. Run it in this folder with Debian's
python3-torch; the same version writes the same bytes each time.
"""
import random

import numpy as np
import torch

from safetensors_file import write_file

SEED = 2026  # of initial weights and batches
RUN_SEED = 42  # of the engine, which its masks follow
STEPS, RECORDED = 20, (1, 5, 20)

small = dict(embedding=5, words=23, length=11, units=[7], sizes=[3])
stacked = dict(embedding=3, words=29, length=11, units=[7, 5], sizes=[19, 4])

# All sizes of a case differ, as in cases.js.
CASES = {
    "lstm_bidirectional": dict(cells=["lstm"], merges=["concat"], **small),
    "gru_bidirectional_one_hot": dict(cells=["gru"], merges=["concat"], **{**small, "embedding": None}),
    "simple_rnn_bidirectional": dict(cells=["simple-rnn"] * 2, merges=["sum", "concat"], **stacked),
    "gru_bidirectional_masked": dict(cells=["gru"] * 2, merges=["concat", "average"], mask="post", **stacked),
    "lstm_bidirectional_masked": dict(cells=["lstm"] * 2, merges=["average", "sum"], mask="pre", **stacked),
    "mixed": dict(cells=["simple-rnn", "lstm", "gru"], merges=["no"] * 3, **{**stacked, "units": [7, 5, 2]}),
    "mixed_bidirectional_masked": dict(cells=["gru", "simple-rnn", "lstm"], merges=["concat", "no", "concat"],
                                       mask="pre", **{**stacked, "units": [4, 7, 5]}),
    "lstm_relu": dict(cells=["lstm"], merges=["no"], dense=(6, "relu"), **small),
    "gru_mean_tanh_masked": dict(cells=["gru"] * 2, merges=["no", "concat"], pooling="mean", dense=(17, "tanh"), mask="pre",
                                 **stacked),
    "gru_mean": dict(cells=["gru"], merges=["no"], pooling="mean", **small),
    "lstm_max": dict(cells=["lstm"] * 2, merges=["no"] * 2, pooling="max", **stacked),
    "lstm_mean_masked": dict(cells=["lstm"] * 2, merges=["no", "concat"], pooling="mean", mask="post", **stacked),
    "gru_classes": dict(cells=["gru"], merges=["no"], classes=3, **{**small, "sizes": [17, 6]}),
    "lstm_classes_masked": dict(cells=["lstm"] * 2, merges=["concat", "no"], pooling="mean", dense=(6, "tanh"), mask="pre",
                                classes=8, smoothing=0.2, balanced=True, **stacked),
    "simple_rnn_classes": dict(cells=["simple-rnn"], merges=["average"], pooling="max", classes=20, smoothing=0.1, **small),
    "gru_max_masked": dict(cells=["gru"] * 2, merges=["average", "sum"], pooling="max", mask="pre", **stacked),
    "lstm_dropout_layers": dict(cells=["lstm"] * 2, merges=["no"] * 2, drop=(0.3, 0.4), **stacked),
    "gru_dropout_layers_masked": dict(cells=["gru"] * 2, merges=["concat", "no"], pooling="mean", dense=(6, "relu"), mask="pre",
                                      drop=(0.4, 0.3), **stacked),
}

GATES = {"simple-rnn": 1, "lstm": 4, "gru": 3}
TYPES = {"simple-rnn": torch.rnn_tanh, "lstm": torch.lstm, "gru": torch.gru}
POOLINGS = {"last": lambda sequence, last: last, "mean": lambda sequence, last: sequence.mean(0),
            "max": lambda sequence, last: sequence.max(0).values}


def layers_of(case):
    """(cell, names of its directions, inputs, units, merge) of each layer, as Keras names them."""
    inputs, layers = case["embedding"] or case["words"], []
    for index, (cell, merge, units) in enumerate(zip(case["cells"], case["merges"], case["units"])):
        before = case["cells"][:index].count(cell)
        name = cell.replace("-", "_") + (f"_{before}" if before else "")
        both = sum(other != "no" for other in case["merges"][:index])
        outer = "bidirectional" + (f"_{both}" if both else "")
        names = [name] if merge == "no" else [f"{outer}/forward_{name}", f"{outer}/backward_{name}"]
        layers.append((cell, names, inputs, units, merge))
        inputs = units * (2 if merge == "concat" else 1)
    return layers, inputs


def shapes_of(case):
    shapes = {}
    if case["embedding"]:
        shapes["embedding/embeddings"] = (case["words"], case["embedding"])
    layers, outputs = layers_of(case)
    for cell, names, inputs, units, _ in layers:
        columns = GATES[cell] * units
        for name in names:
            shapes[f"{name}/kernel"] = (inputs, columns)
            shapes[f"{name}/recurrent_kernel"] = (units, columns)
            shapes[f"{name}/bias"] = (2, columns) if cell == "gru" else (columns,)
    dense, last = case.get("dense"), "dense"
    if dense:
        shapes.update({"dense/kernel": (outputs, dense[0]), "dense/bias": (dense[0],)})
        outputs, last = dense[0], "dense_1"
    logits = case.get("classes", 1)
    return {**shapes, f"{last}/kernel": (outputs, logits), f"{last}/bias": (logits,)}


def in_torch_order(values, cell, units):
    """The columns of Keras' gates as PyTorch has them: of a GRU r, z, n instead of z, r, h."""
    if cell != "gru":
        return values
    return torch.cat([values[..., units:2 * units], values[..., :units], values[..., 2 * units:]], -1)


def torch_weights(weights, name, cell, units):
    """PyTorch has two biases for each cell: of those that Keras has not, the second is 0."""
    bias = weights[f"{name}/bias"]
    first, second = bias if cell == "gru" else (bias, torch.zeros_like(bias))
    return [in_torch_order(weights[f"{name}/kernel"], cell, units).T.contiguous(),
            in_torch_order(weights[f"{name}/recurrent_kernel"], cell, units).T.contiguous(),
            in_torch_order(first, cell, units), in_torch_order(second, cell, units)]


def run_layer(weights, sequence, cell, names, units, merge):
    """The states (T, F) of a layer over a sequence (T, E), and what it gives at last (F)."""
    both = merge != "no"
    start = torch.zeros(1 + both, 1, units, dtype=torch.double)
    flat = [tensor for name in names for tensor in torch_weights(weights, name, cell, units)]
    states = (start, start) if cell == "lstm" else start
    result = TYPES[cell](sequence[:, None], states, flat, True, 1, 0.0, False, both, False)
    outputs, last = result[0][:, 0], result[1][:, 0]
    if not both:
        return outputs, last[0]
    if merge == "concat":
        return outputs, torch.cat([last[0], last[1]])
    share = 0.5 if merge == "average" else 1
    return share * (outputs[:, :units] + outputs[:, units:]), share * (last[0] + last[1])


def mix(z):
    z = (z ^ z >> 30) * 0xBF58476D1CE4E5B9 % 2**64
    z = (z ^ z >> 27) * 0x94D049BB133111EB % 2**64
    return z ^ z >> 31


def substream(key, number, golden=0x9E3779B97F4A7C15):
    """src/kernels/random.h"""
    return mix(mix((key + (number + 1) * golden) % 2**64) ^ golden)


def is_kept(key, rate, number):
    """src/layers/dropout_layer.h"""
    x = (key + (number + 1) * 0x9E3779B9) % 2**32
    x = (x ^ x >> 16) * 0x7FEB352D % 2**32 ^ key >> 32
    x = (x ^ x >> 15) * 0x846CA68B % 2**32
    return (x ^ x >> 16) >> 8 >= float(np.float32(rate)) * 2**24


def draw_masks(case, step, reviews):
    """What the layers of dropout keep, as numpy arrays (reviews, values of a review) by their names."""
    of_batch = substream(substream(mix((RUN_SEED + 0x9E3779B97F4A7C15) % 2**64), 3), step)
    layers, features = layers_of(case)
    between = [case["length"] * inputs for _, _, inputs, _, _ in layers[1:]]
    counts = [(case["drop"][0], count) for count in between] + [(case["drop"][1], case.get("dense", [features])[0])]
    return {"dropout" + (f"_{i}" if i else ""): np.array(
        [[is_kept(substream(substream(of_batch, 32 + i), r), rate, n) for n in range(count)] for r in range(reviews)], np.uint8)
        for i, (rate, count) in enumerate(counts)}


def dropped(case, masks, index, review, values, places=None):
    """`values` of a review, at these places of its text or of no timestep, behind dropout layer `index`."""
    if not masks:
        return values
    kept = list(masks.values())[index][review]
    if places is not None:
        kept = kept.reshape(case["length"], -1)[places]
    rate = np.float32(case["drop"][index == len(masks) - 1])
    return values * torch.tensor(kept * float(1 / (1 - rate)))


def logits_of(case, weights, ids, masks=None, review=0):
    """One logit; of more than two classes one for each."""
    layers, features = layers_of(case)
    places = [t for t, id in enumerate(ids) if id or not case.get("mask")]
    ids = [ids[t] for t in places]
    given = torch.zeros(features, dtype=torch.double)
    if ids:
        table = weights["embedding/embeddings"] if case["embedding"] else torch.eye(case["words"], dtype=torch.double)
        sequence = table[torch.tensor(ids)]
        for index, (cell, names, _, units, merge) in enumerate(layers):
            if index:
                sequence = dropped(case, masks, index - 1, review, sequence, places)
            sequence, given = run_layer(weights, sequence, cell, names, units, merge)
        given = POOLINGS[case.get("pooling", "last")](sequence, given)
    last = "dense"
    if case.get("dense"):
        given, last = getattr(torch, case["dense"][1])(given @ weights["dense/kernel"] + weights["dense/bias"]), "dense_1"
    given = dropped(case, masks, len(layers) - 1, review, given)
    logits = given @ weights[f"{last}/kernel"] + weights[f"{last}/bias"]
    return logits if case.get("classes") else logits[0]


def loss_of(case, logits, labels, class_weights):
    if not case.get("classes"):
        return torch.nn.functional.binary_cross_entropy_with_logits(logits, torch.tensor(labels, dtype=torch.double))
    losses = torch.nn.functional.cross_entropy(logits, torch.tensor(labels), label_smoothing=case.get("smoothing", 0), reduction="none")
    return (losses * class_weights[labels]).mean()


def draw_review(case, draw):
    """As in cases.js; where padding is masked, one review in eight has no word at all."""
    length = case["length"]
    size = 2 + int(draw() * 1.5 * length)
    ids = [1] + [2 + int(draw() ** 2 * (case["words"] - 2)) for _ in range(size - 1)]
    if case.get("mask") and draw() < 0.125:
        ids = []
    kept = ids[-length:]
    zeros = [0] * (length - len(kept))
    return kept + zeros if case.get("mask") == "post" else zeros + kept


def draw_label(case, draw):
    """Of several classes, the first are the most frequent."""
    return int(draw() ** 2 * case["classes"]) if case.get("classes") else int(draw() < 0.5)


def train(case):
    draw = random.Random(SEED).random
    initial = {name: np.array([draw() - 0.5 for _ in range(int(np.prod(shape)))], np.float32).reshape(shape)
               for name, shape in shapes_of(case).items()}
    counts = [case["sizes"][step % len(case["sizes"])] for step in range(STEPS)]
    batches = [([draw_review(case, draw) for _ in range(count)], [draw_label(case, draw) for _ in range(count)])
               for count in counts]
    weights = {name: torch.tensor(values, dtype=torch.double, requires_grad=True) for name, values in initial.items()}
    optimizer = torch.optim.SGD(weights.values(), lr=0.1, momentum=0.9)
    widest = max(counts)
    tensors = {"reviews": np.array(counts, np.uint32), "losses": np.zeros(STEPS, np.float32),
               "ids": np.zeros((STEPS, widest, case["length"]), np.uint16), "labels": np.zeros((STEPS, widest), np.uint8)}
    tensors.update({f"initial/{name}": values for name, values in initial.items()})
    class_weights = torch.ones(case.get("classes", 2), dtype=torch.double)
    if case.get("balanced"):
        found = np.bincount(np.concatenate([labels for _, labels in batches]), minlength=case["classes"])
        class_weights = torch.from_numpy(found.sum() / (case["classes"] * found))
        tensors["class_weights"] = class_weights.numpy()
    for step, (reviews, labels) in enumerate(batches):
        tensors["ids"][step, :len(reviews)] = reviews
        tensors["labels"][step, :len(labels)] = labels
        masks = draw_masks(case, step, len(reviews)) if "drop" in case else {}
        for name, kept in masks.items():
            tensors.setdefault(f"mask/{name}", np.zeros((STEPS, widest, kept.shape[1]), np.uint8))[step, :len(reviews)] = kept
        logits = torch.stack([logits_of(case, weights, ids, masks, r) for r, ids in enumerate(reviews)])
        loss = loss_of(case, logits, labels, class_weights)
        optimizer.zero_grad()
        loss.backward()
        tensors["losses"][step] = loss.item()
        if step == 0:
            tensors.update({f"gradient/{name}": weight.grad.numpy().astype(np.float32) for name, weight in weights.items()})
        optimizer.step()
        if step + 1 in RECORDED:
            tensors.update({f"step/{step + 1}/{name}": weight.detach().numpy().astype(np.float32)
                            for name, weight in weights.items()})
    return tensors


def metadata(case):
    merges, uppers = case["merges"], case["cells"][1:]
    named = {"cell": case["cells"][0], "units": ",".join(map(str, case["units"])), "bidirectional": ",".join(merges),
             "upper-cells": ",".join(uppers) or "same", "pooling": case.get("pooling"),
             "dense": case.get("dense", [None])[0], "dense-activation": case.get("dense", [None] * 2)[1],
             "layer-dropout": case.get("drop", [None])[0], "dense-dropout": case.get("drop", [None] * 2)[1], "input": "embedding" if case["embedding"] else "one-hot",
             "embedding": case["embedding"] or 16, "words": case["words"], "length": case["length"],
             "mask-zero": "yes" if case.get("mask") else "no", "optimizer": "sgd", "learning-rate": 0.1, "momentum": 0.9,
             "classes": case.get("classes"), "label-smoothing": case.get("smoothing"),
             "class-weight": "balanced" if case.get("balanced") else None, "batch": max(case["sizes"])}
    return {"format": "unroll-golden-1", "source": f"PyTorch {torch.__version__}",
            **{name: str(value) for name, value in named.items() if value}}


for case_name, case in CASES.items():
    write_file(case_name, metadata(case), train(case))
