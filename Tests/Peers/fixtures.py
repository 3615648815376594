"""Reads what `export-fixtures` wrote, and compares logits."""

import json
import struct
from pathlib import Path

import numpy as np

TOLERANCE = 1e-4  # of the largest logit
KINDS = {"F32": np.float32, "I32": np.int32}


def read_safetensors(path):
    data = Path(path).read_bytes()
    (length,) = struct.unpack_from("<Q", data)
    header = json.loads(data[8 : 8 + length])
    tensors = {}
    for name, entry in header.items():
        if name == "__metadata__":
            continue
        start, end = entry["data_offsets"]
        numbers = np.frombuffer(data[8 + length + start : 8 + length + end], KINDS[entry["dtype"]])
        tensors[name] = numbers.reshape(entry["shape"])
    return tensors


def models(folder):
    """Each model's folder with its ids and the logits that are expected."""
    folders = sorted(path for path in Path(folder).iterdir() if (path / "expected.safetensors").exists())
    if not folders:
        raise SystemExit(f"error: there are no models in {folder}")
    for path in folders:
        expected = read_safetensors(path / "expected.safetensors")
        yield path, expected["ids"].astype(np.int64), expected["logits"]


class Comparison:
    """Counts where two computations of the same logits differ, at the positions of tokens."""

    def __init__(self, ids, expected):
        self.at_token = ids >= 2
        self.expected = expected[self.at_token]
        self.largest = np.abs(self.expected).max()

    def __call__(self, logits, columns=None):
        """Compares logits [batch, length, columns], of which `columns` are the outputs'."""
        found = logits[self.at_token]
        outputs = found if columns is None else found[:, columns]
        right = self.expected.argmax(-1)
        right = right if columns is None else np.asarray(columns)[right]
        self.positions = len(found)
        self.same = int((found.argmax(-1) == right).sum())
        self.deviation = float(np.abs(outputs - self.expected).max() / self.largest)
        return self.same == self.positions and self.deviation <= TOLERANCE

    def __str__(self):
        return (
            f"{self.same}/{self.positions} same answers, "
            f"largest deviation {self.deviation:.1e} of the largest logit"
        )
