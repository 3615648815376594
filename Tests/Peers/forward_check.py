"""An independent forward pass: reads model folders as Docs/export.md describes them, with numpy
alone, and compares what the weights give with what `rasp run` makes of the program itself.

Usage: forward_check.py RASP       RASP_SEED is the seed
"""

from __future__ import annotations

import json
import os
import random
import struct
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

import numpy
from numpy.typing import NDArray

INPUTS = 200
BEGINNING, FIRST_TOKEN = 1, 2
PROGRAMS: list[tuple[str, list[Any], int, bool]] = [
    ("flip", list("helow"), 8, False),
    ("shift", list("helow"), 8, True),
    ("histogram", list("helow"), 8, False),
    ("sort", [1, 2, 3, 4, 5], 7, False),
    ("minimum", [1, 2, 3, 4, 5], 7, True),
    ("cumsum", [1, 2, 3], 7, True),
    ("window", [1, 2, 3], 7, False),
    ("slide", list("xyh<"), 6, False),
    ("ralign", list("xyz_"), 6, False),
    ("atoi", list("01234"), 5, False),
    ("split_first", list("xyz+"), 6, False),
    ("Examples/RASP/dyck2.rasp", list("(){}"), 6, False),
]
"""Programs, the vocabulary, the maximum length, and whether the model is causal."""

Matrix = NDArray[numpy.float32]


class Model:
    """A model folder and its computation, in float32."""

    def __init__(self, folder: Path) -> None:
        self.json = json.loads((folder / "model.json").read_text())
        data = (folder / "weights.safetensors").read_bytes()
        (size,) = struct.unpack("<Q", data[:8])
        self.header = json.loads(data[8 : 8 + size])
        self.data = data[8 + size :]
        self.outputs = self.json["outputs"]
        width, length = self.json["residual"], self.json["maximum_length"]
        tokens = FIRST_TOKEN + len(self.json["vocabulary"])
        self.tokens = self.matrix("token_embedding", tokens, width)
        self.positions = self.matrix("position_embedding", length + 1, width)
        self.unembedding = self.matrix("unembedding", width, len(self.outputs))
        self.blocks = [self.block(index, width) for index in range(len(self.json["blocks"]))]

    def block(self, index: int, width: int) -> tuple[list[tuple[Matrix, ...]], Matrix, Matrix]:
        """A block's heads, each query, key, value and output, and its two hidden matrices."""
        shape, name = self.json["blocks"][index], f"block.{index}"
        heads = []
        for number, head in enumerate(shape["heads"]):
            parts = [("query", head["query"]), ("key", head["query"]), ("value", head["value"])]
            reads = [self.matrix(f"{name}.head.{number}.{part}", width, n) for part, n in parts]
            heads.append(
                (*reads, self.matrix(f"{name}.head.{number}.output", head["value"], width))
            )
        hidden = shape["hidden"]
        return (
            heads,
            self.matrix(f"{name}.hidden_in", width, hidden),
            self.matrix(f"{name}.hidden_out", hidden, width),
        )

    def tensor(self, name: str, kind: str) -> NDArray[Any]:
        """A tensor of the safetensors file."""
        entry = self.header[name]
        start, end = entry["data_offsets"]
        assert entry["dtype"] == {"<i4": "I32", "<f4": "F32"}[kind], entry
        return numpy.frombuffer(self.data[start:end], kind).reshape(entry["shape"])

    def matrix(self, name: str, rows: int, columns: int) -> Matrix:
        """A matrix, of which the file has what is not zero."""
        matrix = numpy.zeros((rows, columns), numpy.float32)
        places = self.tensor(f"{name}.places", "<i4")
        matrix[places[:, 0], places[:, 1]] = self.tensor(f"{name}.weights", "<f4")
        return matrix

    def __call__(self, tokens: list[Any]) -> list[Any]:
        """The outputs at the positions of the tokens."""
        vocabulary = [json.dumps(value) for value in self.json["vocabulary"]]
        ids = [BEGINNING, *(vocabulary.index(json.dumps(t)) + FIRST_TOKEN for t in tokens)]
        stream = self.tokens[ids] + self.positions[: len(ids)]
        hidden_keys = numpy.triu(numpy.ones((len(ids), len(ids)), bool), 1)
        for heads, hidden_in, hidden_out in self.blocks:
            moved = numpy.zeros_like(stream)
            for query, key, value, output in heads:
                scores = (stream @ query) @ (stream @ key).T
                if self.json["causal"]:
                    scores[hidden_keys] = -numpy.inf
                weights = numpy.exp(scores - scores.max(-1, keepdims=True))
                weights /= weights.sum(-1, keepdims=True)
                moved += weights @ (stream @ value) @ output
            stream = stream + moved
            stream = stream + numpy.maximum(stream @ hidden_in, 0) @ hidden_out
        return [self.outputs[column] for column in (stream @ self.unembedding)[1:].argmax(-1)]


def check(rasp: str, folder: Path, program: tuple[str, list[Any], int, bool]) -> int:
    """Compares one program on random inputs; how many outputs."""
    name, vocabulary, length, causal = program
    draw = random.Random(int(os.environ.get("RASP_SEED", "1")))
    lengths = [draw.randrange(1, length + 1) for _ in range(INPUTS)]
    inputs = [draw.choices(vocabulary, k=count) for count in lengths]
    flags = ["--causal"] if causal else []
    model_options = ["--vocabulary", json.dumps(vocabulary), "--max-length", str(length)]
    compiling = [rasp, "compile", name, *model_options, "-o", str(folder), *flags]
    subprocess.run(compiling, check=True, stdout=subprocess.DEVNULL)
    text = "".join(json.dumps(tokens) + "\n" for tokens in inputs)
    running = [rasp, "run", name, *flags]
    said = subprocess.run(running, input=text, check=True, stdout=subprocess.PIPE, text=True).stdout
    wanted = said.splitlines()
    assert len(wanted) == len(inputs), (name, len(wanted))
    model = Model(folder)
    for tokens, line in zip(inputs, wanted, strict=True):
        found = json.dumps(model(tokens))
        if found != json.dumps(json.loads(line)):
            sys.exit(f"error: {name} on {tokens}: the weights give {found}, rasp run {line}")
    return sum(lengths)


def main() -> None:
    """Compares all programs."""
    count = 0
    with tempfile.TemporaryDirectory() as name:
        for number, program in enumerate(PROGRAMS):
            count += check(sys.argv[1], Path(name) / str(number), program)
    print(f"forward pass: {len(PROGRAMS)} models, {count:,} outputs, 0 differ")


if __name__ == "__main__":
    main()
