"""Writes evaluation_binary, evaluation_classes and bag_of_words.safetensors beside this script: see README.md. Needs scikit-learn 1.2, SciPy and
NumPy. With --check it compares what it would write with the files instead."""

import json
import pathlib
import sys

import numpy
from scipy.stats import binomtest
from sklearn import metrics
from sklearn.calibration import calibration_curve
from sklearn.linear_model import LogisticRegression

from safetensors_file import TYPES, write_file

THRESHOLDS, BINS = (0.5, 0.3, 0.85), 10
SHARES = ((0, 20), (1, 29), (15, 148), (81, 263), (20, 20), (11286, 12500))
DISAGREEMENTS = ((0, 0), (1, 0), (5, 15), (15, 5), (7, 7), (849, 427), (3000, 3100), (0, 1000))


def at_threshold(labels, predicted, probabilities, classes):
    """What sklearn says of predicted classes, in a row: accuracy, loss, macro F1, and precision, recall and F1 of each class."""
    names = list(range(classes))
    by_class = metrics.precision_recall_fscore_support(labels, predicted, labels=names, zero_division=0)[:3]
    return numpy.concatenate([
        [metrics.accuracy_score(labels, predicted), metrics.log_loss(labels, probabilities, labels=names, eps=1e-15)],
        [metrics.f1_score(labels, predicted, labels=names, average="macro", zero_division=0)],
        *by_class,
    ]), metrics.confusion_matrix(labels, predicted, labels=names).astype(numpy.uint32)


def areas(labels, scores):
    return [metrics.roc_auc_score(labels, scores), metrics.average_precision_score(labels, scores)]


def expected_error(probabilities, true):
    """Guo et al., ICML 2017, equation 3, by bins of which each has its upper end."""
    bins = numpy.clip(numpy.ceil(probabilities * BINS) - 1, 0, BINS - 1)
    parts = [(bins == b) for b in range(BINS)]
    return sum(abs(true[b].mean() - probabilities[b].mean()) * b.mean() for b in parts if b.any())


def binary(generator):
    labels = (generator.random(700) < 0.4).astype(numpy.uint8)
    # Rounded, so that some are equal, also of both labels.
    logits = numpy.round(generator.normal(labels * 2.0 - 1, 1.5), 1).astype(numpy.float32)
    second = numpy.round(generator.normal(labels * 1.5 - 0.5, 1.5), 1).astype(numpy.float32)
    positive = 1 / (1 + numpy.exp(-logits.astype(numpy.float64)))
    tensors = {"labels": labels, "logits": logits, "second": second, "thresholds": numpy.array(THRESHOLDS)}
    for number, threshold in enumerate(THRESHOLDS):
        predicted = (logits > 0) if threshold == 0.5 else (positive > threshold)
        figures, confusion = at_threshold(labels, predicted, numpy.stack([1 - positive, positive], 1), 2)
        tensors |= {f"figures/{number}": figures, f"confusion/{number}": confusion}
    wrong, right, thresholds = metrics.roc_curve(labels, positive, drop_intermediate=False)
    tensors["roc"] = numpy.stack([wrong[1:], right[1:], thresholds[1:]], 1)
    precision, recall, _ = metrics.precision_recall_curve(labels, positive)
    tensors["precision_recall"] = numpy.stack([precision[-2::-1], recall[-2::-1]], 1)
    tensors["areas"] = numpy.array(areas(labels, positive))
    tensors["calibration"] = numpy.stack(calibration_curve(labels, positive, n_bins=BINS), 1)
    tensors["calibration_error"] = numpy.array([expected_error(positive, labels)])
    tensors["shares"] = numpy.array(SHARES, dtype=numpy.uint32)
    tensors["wilson"] = numpy.array([tuple(binomtest(k, n).proportion_ci(method="wilson")) for k, n in SHARES])
    tensors["disagreements"] = numpy.array(DISAGREEMENTS, dtype=numpy.uint32)
    tensors["mcnemar"] = numpy.array([binomtest(a, a + b).pvalue if a + b else 1.0 for a, b in DISAGREEMENTS])
    return tensors


def several(generator):
    labels = generator.choice(4, 500, p=[0.4, 0.3, 0.2, 0.1]).astype(numpy.uint8)
    logits = (generator.normal(0, 1, (500, 4)) + 1.5 * numpy.eye(4)[labels]).astype(numpy.float32)
    powers = numpy.exp(logits.astype(numpy.float64))
    probabilities = powers / powers.sum(1, keepdims=True)
    predicted = logits.argmax(1)
    figures, confusion = at_threshold(labels, predicted, probabilities, 4)
    top = probabilities.max(1)
    return {
        "labels": labels, "logits": logits, "figures/0": figures, "confusion/0": confusion,
        "areas": numpy.array([areas(labels == k, probabilities[:, k]) for k in range(4)]),
        "calibration_error": numpy.array([expected_error(top, predicted == labels)]),
    }  # fmt: skip


def bag_of_words(generator):
    """Reviews of words 0 to 39 as counts, by rising label in each half, and the logits of the second half; two classes, and three."""
    tensors = {}
    for classes in (2, 3):
        labels = numpy.sort(numpy.arange(400) % classes).astype(numpy.uint8)
        labels = numpy.concatenate([labels, numpy.sort(numpy.arange(100) % classes).astype(numpy.uint8)])
        rates = 0.3 + 0.5 * generator.random((classes, 40))
        counts = generator.poisson(rates[labels]).astype(numpy.uint8)
        model = LogisticRegression(C=0.1, tol=1e-12, max_iter=100000).fit(counts[:400] > 0, labels[:400])
        logits = model.decision_function(counts[400:] > 0)
        if classes > 2:  # a constant to all of them changes nothing
            logits -= logits.mean(1, keepdims=True)
        tensors |= {f"labels/{classes}": labels, f"counts/{classes}": counts, f"logits/{classes}": logits}
    return tensors


def differs(name, tensors):
    file = pathlib.Path(__file__).with_name(f"{name}.safetensors").read_bytes()
    size = int.from_bytes(file[:8], "little")
    header = json.loads(file[8 : 8 + size])
    types = {short: numpy.dtype(long) for long, short in TYPES.items()}
    for key, values in tensors.items():
        begin, end = header[key]["data_offsets"]
        stored = numpy.frombuffer(file[8 + size + begin : 8 + size + end], types[header[key]["dtype"]])
        close = numpy.allclose(stored, values.ravel(), rtol=1e-9, atol=1e-9 if name != "bag_of_words" else 1e-6)
        if stored.size != values.size or not close:
            return f"{name}: {key}"
    return None


def main():
    wrong = []
    for number, (name, make) in enumerate(
        {"evaluation_binary": binary, "evaluation_classes": several, "bag_of_words": bag_of_words}.items()
    ):
        tensors = make(numpy.random.Generator(numpy.random.PCG64(number + 1)))
        if "--check" in sys.argv:
            wrong += filter(None, [differs(name, tensors)])
        else:
            write_file(name, {"source": "scikit-learn"}, tensors)
    if wrong:
        sys.exit("scikit-learn computes something else: " + ", ".join(wrong))


main()
