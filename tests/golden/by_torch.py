"""Writes the golden files torch_*.safetensors beside this script: see README.md. Needs PyTorch 1.13 and NumPy.

Networks, gradients and optimizers but for Nadam are PyTorch's own, in double precision. Its second bias, which Keras
has for the GRU alone, stays 0 elsewhere, but in the cases of PyTorch's own convention, in which it is trained and no
constant is replaced by Keras'. All sizes of a case differ, so that no swapped index can hide.
"""

import numpy
import torch

from safetensors_file import write_file

STEPS, LENGTH, EMBEDDING = 20, 11, 5
RECORDED = (1, 5, 20)
SMALL = {"input": "embedding", "words": 23, "units": "7", "sizes": (3,)}
STACKED = {"input": "embedding", "words": 29, "units": "7,4", "sizes": (19, 6)}

CASES = {
    "torch_lstm_adamw": {**SMALL, "cell": "lstm", "optimizer": "adamw", "learning-rate": 0.01, "weight-decay": 0.4},
    "torch_gru_nadam": {**SMALL, "cell": "gru", "optimizer": "nadam", "learning-rate": 0.01},
    "torch_gru_objective": {
        **STACKED, "cell": "gru", "optimizer": "sgd", "learning-rate": 0.1,
        "l2": 0.03, "label-smoothing": 0.2, "class-weight": "balanced",
    },
    "torch_simple_rnn_one_hot_l2": {
        # Most words are in no batch, and are moved by the penalty alone.
        **SMALL, "input": "one-hot", "words": 311, "cell": "simple-rnn",
        "optimizer": "adam", "learning-rate": 0.01, "l2": 0.02,
    },
}  # fmt: skip

PYTORCH = {"convention": "pytorch"}
CASES |= {
    "pytorch_simple_rnn": {**PYTORCH, **SMALL, "cell": "simple-rnn", "optimizer": "adam", "learning-rate": 0.01},
    "pytorch_lstm": {
        **PYTORCH, **STACKED, "cell": "lstm", "optimizer": "rmsprop", "learning-rate": 0.01, "clip-norm": 0.05,
    },
    "pytorch_gru": {**PYTORCH, **STACKED, "cell": "gru", "optimizer": "sgd", "learning-rate": 0.1, "momentum": 0.9},
    "pytorch_lstm_one_hot": {
        **PYTORCH, **SMALL, "input": "one-hot", "cell": "lstm",
        "optimizer": "adamw", "learning-rate": 0.01, "weight-decay": 0.4,
    },
    "pytorch_gru_nadam": {**PYTORCH, **SMALL, "cell": "gru", "optimizer": "nadam", "learning-rate": 0.01},
}  # fmt: skip

LAYERS = {"simple-rnn": torch.nn.RNN, "lstm": torch.nn.LSTM, "gru": torch.nn.GRU}
# The gates of PyTorch in the order of Keras: i, f, c, o and z, r, h.
GATES = {"simple-rnn": (0,), "lstm": (0, 1, 2, 3), "gru": (1, 0, 2)}


def by_pytorch(case):
    return case.get("convention") == "pytorch"


class Network(torch.nn.Module):
    def __init__(self, case):
        super().__init__()
        units = [int(number) for number in case["units"].split(",")]
        embedded = case["input"] == "embedding"
        self.cell, self.words = case["cell"], case["words"]
        self.two_biases = self.cell == "gru" or by_pytorch(case)
        self.embedding = torch.nn.Embedding(self.words, EMBEDDING) if embedded else None
        inputs = [EMBEDDING if embedded else self.words, *units]
        self.layers = torch.nn.ModuleList(
            LAYERS[self.cell](inputs[i], units[i], batch_first=True) for i in range(len(units))
        )
        self.dense = torch.nn.Linear(units[-1], 1)
        self.double()
        for parameter in self.parameters():
            torch.nn.init.uniform_(parameter, -0.5, 0.5)
            parameter.data.copy_(parameter.data.float())  # exact in single precision
        for layer in self.layers:
            if not self.two_biases:
                layer.bias_hh_l0.data.zero_()
                layer.bias_hh_l0.requires_grad_(False)

    def forward(self, ids):
        x = self.embedding(ids) if self.embedding else torch.nn.functional.one_hot(ids, self.words).double()
        for layer in self.layers:
            x = layer(x)[0]
        return self.dense(x[:, -1])[:, 0]

    def kernels(self):
        recurrent = [weight for layer in self.layers for weight in (layer.weight_ih_l0, layer.weight_hh_l0)]
        return [*recurrent, self.dense.weight]

    def keras(self, of=lambda parameter: parameter):
        """`of` every parameter, by Keras' names and in Keras' shapes."""
        order = GATES[self.cell]
        array = lambda parameter: of(parameter).detach().numpy().astype("float32")
        gates = lambda values: numpy.concatenate([numpy.split(values, len(order))[gate] for gate in order])
        tensors = {"embedding/embeddings": array(self.embedding.weight)} if self.embedding else {}
        for i, layer in enumerate(self.layers):
            name = self.cell.replace("-", "_") + (f"_{i}" if i else "")
            tensors[f"{name}/kernel"] = gates(array(layer.weight_ih_l0)).T
            tensors[f"{name}/recurrent_kernel"] = gates(array(layer.weight_hh_l0)).T
            biases = [gates(array(layer.bias_ih_l0))]
            if self.two_biases:
                biases.append(gates(array(layer.bias_hh_l0)))
            tensors[f"{name}/bias"] = numpy.stack(biases) if len(biases) > 1 else biases[0]
        return {**tensors, "dense/kernel": array(self.dense.weight).T, "dense/bias": array(self.dense.bias)}


class Nadam(torch.optim.Optimizer):
    """keras/src/optimizers/nadam.py, and torch/optim/nadam.py from PyTorch 2 on, which has other constants; the one of
    PyTorch 1.13 multiplies uₜ twice into the product of the next update."""

    def __init__(self, case, parameters):
        super().__init__(parameters, {"lr": case["learning-rate"]})
        self.decay, self.epsilon = (0.96**0.004, 1e-8) if by_pytorch(case) else (0.96, 1e-7)

    @torch.no_grad()
    def step(self):
        for group in self.param_groups:
            for parameter in group["params"]:
                state = self.state[parameter]
                t = state["t"] = state.get("t", 0) + 1
                u, next_u = (0.9 * (1 - 0.5 * self.decay**n) for n in (t, t + 1))
                product = state["product"] = state.get("product", 1) * u
                g = parameter.grad
                m = state["m"] = 0.9 * state.get("m", 0) + 0.1 * g
                v = state["v"] = 0.999 * state.get("v", 0) + 0.001 * g**2
                direction = next_u * m / (1 - product * next_u) + (1 - u) * g / (1 - product)
                parameter -= group["lr"] * direction / ((v / (1 - 0.999**t)) ** 0.5 + self.epsilon)


def make_optimizer(case, parameters):
    rate = case["learning-rate"]
    if case["optimizer"] == "sgd":
        return torch.optim.SGD(parameters, lr=rate, momentum=case.get("momentum", 0))
    if case["optimizer"] == "rmsprop":
        return torch.optim.RMSprop(parameters, lr=rate)
    if case["optimizer"] == "nadam":
        return Nadam(case, parameters)
    if case["optimizer"] == "adamw":
        return torch.optim.AdamW(parameters, lr=rate, weight_decay=case["weight-decay"])
    return torch.optim.Adam(parameters, lr=rate)


def use_keras_epsilon(optimizer, case, step):
    """Keras adds 1e-7 to √v, and PyTorch to √v / √(1 - β₂ᵗ)."""
    if case["optimizer"] in ("adam", "adamw"):
        for group in optimizer.param_groups:
            group["eps"] = 1e-7 / (1 - 0.999**step) ** 0.5


def draw_batches(case, random):
    """Reviews that begin with zeros, of words of which the first are the most frequent; and labels, two thirds of them 1."""
    batches = []
    for step in range(STEPS):
        reviews = case["sizes"][step % len(case["sizes"])]
        ids = 2 + numpy.floor(random.random((reviews, LENGTH)) ** 2 * (case["words"] - 2)).astype("int64")
        starts = random.integers(0, LENGTH - 1, (reviews, 1))
        ids[numpy.arange(LENGTH) < starts] = 0
        batches.append((ids, (random.random(reviews) < 2 / 3).astype("int64")))
    return batches


def train(case):
    random = numpy.random.default_rng(2026)
    torch.manual_seed(2026)
    network, batches = Network(case), draw_batches(case, random)
    optimizer = make_optimizer(case, [p for p in network.parameters() if p.requires_grad])
    counts = numpy.bincount(numpy.concatenate([labels for _, labels in batches]), minlength=2)
    class_weights = counts.sum() / (2 * counts) if case.get("class-weight") == "balanced" else numpy.ones(2)
    smoothing = case.get("label-smoothing", 0)
    widest = max(case["sizes"])
    tensors = {
        "reviews": numpy.array([len(labels) for _, labels in batches], "uint32"),
        "ids": numpy.zeros((STEPS, widest, LENGTH), "uint16"),
        "labels": numpy.zeros((STEPS, widest), "uint8"),
        "class_weights": class_weights,
        **prefixed("initial", network.keras()),
    }
    losses = []
    for step, (ids, labels) in enumerate(batches, start=1):
        tensors["ids"][step - 1, : len(ids)] = ids
        tensors["labels"][step - 1, : len(ids)] = labels
        targets = torch.from_numpy(labels * (1 - smoothing) + smoothing / 2)
        loss = torch.nn.functional.binary_cross_entropy_with_logits(
            network(torch.from_numpy(ids)), targets, weight=torch.from_numpy(class_weights[labels])
        )
        loss = loss + case.get("l2", 0) * sum((kernel**2).sum() for kernel in network.kernels())
        losses.append(loss.item())
        optimizer.zero_grad()
        loss.backward()
        if step == 1:
            tensors |= prefixed("gradient", network.keras(lambda p: p if p.grad is None else p.grad))
        if not by_pytorch(case):
            use_keras_epsilon(optimizer, case, step)
        if "clip-norm" in case:
            torch.nn.utils.clip_grad_norm_(network.parameters(), case["clip-norm"])
        optimizer.step()
        if step in RECORDED:
            tensors |= prefixed(f"step/{step}", network.keras())
    return {**tensors, "losses": numpy.array(losses, "float32")}


def prefixed(prefix, tensors):
    return {f"{prefix}/{name}": values for name, values in tensors.items()}


def write(name, case, tensors):
    settings = {key: str(value) for key, value in case.items() if key != "sizes"}
    write_file(name, {
        "format": "unroll-golden-1", "source": f"PyTorch {torch.__version__}", **settings,
        "embedding": str(EMBEDDING), "length": str(LENGTH), "batch": str(max(case["sizes"])),
    }, tensors)  # fmt: skip


for name, case in CASES.items():
    write(name, case, train(case))
