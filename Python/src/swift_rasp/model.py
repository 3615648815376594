"""Programs as the weights of transformers."""

from __future__ import annotations

import json
import os
import struct
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, NamedTuple

from . import _display, _values
from ._blocks import Block
from ._engine import engine
from ._programs import guarded, interruptible
from ._values import Tokens, Value

if TYPE_CHECKING:
    import numpy

    from .graph import SOp


class Sizes(NamedTuple):
    """How large a model is."""

    layers: int
    """The attention layers that the language counts."""
    blocks: int
    """Blocks of attention and MLP: as many, or one more."""
    heads: list[int]
    """The heads of each block."""
    d_model: int
    d_head: int
    d_mlp: int
    parameters: int
    """All weights, zeros too."""
    nonzero: int
    """The weights that are not zero."""
    bits: int
    """The bits of float32 that the closest values need; it has 20 to spare."""


class Mismatch(NamedTuple):
    """An output that differs."""

    input: list[Value]
    position: int
    expected: Value
    predicted: Value


class Verification(NamedTuple):
    """What comparing a model with its program on inputs showed."""

    inputs: int
    """The inputs on which the program has a value."""
    exhaustive: bool
    """Whether those are all there are; otherwise they are edge cases and random ones."""
    positions: int
    failures: int
    """The inputs on which the program fails, where the model says nothing."""
    mismatches: int
    margin: float | None
    """The least distance of the right output's logit from the next one."""
    first: list[Mismatch]
    """The first outputs that differ."""


class Model:
    """A program as weights; ``sop.compile(...)`` makes it.

    >>> from swift_rasp import key, query, tokens
    >>> model = (key(tokens) == query(tokens)).value(1).compile("ab", max_length=4)
    >>> model.sizes.blocks, model.outputs
    (1, [1, 2, 3, 4])
    >>> model.verify().mismatches
    0
    """

    def __init__(
        self,
        sop: SOp,
        vocabulary: Tokens,
        max_length: int,
        causal: bool = False,
        allow_failures: bool = False,
        parameter_limit: int | None = None,
    ) -> None:
        self.sop = sop
        """The program."""
        self._handle = 0
        self._engine = engine()
        tokens = _values.values_list(vocabulary)
        self._program = sop._program(causal)
        self._handle = self._program.ask(
            sop, "compile", max_length, allow_failures, parameter_limit, *tokens
        ).length
        about = json.loads(self._ask("about").text)
        self.causal: bool = about["causal"]
        """Whether a query sees only keys up to its own position."""
        self.vocabulary: list[Value] = about["vocabulary"]
        """The tokens. Their ids are their places plus 2; 0 is padding, 1 begins each sequence."""
        self.outputs: list[Value] = about["outputs"]
        """What the columns of the logits stand for."""
        self.max_length: int = about["max_length"]
        self.sizes = Sizes(**about["sizes"])
        self._files: dict[str, bytes] | None = None

    def __del__(self) -> None:
        if getattr(self, "_handle", 0):
            self._engine.release(self._handle)

    def _ask(self, *request: Any) -> Block:
        words = _values.dump(request)
        return self._call(lambda: self._engine.ask(self._handle, words))

    def _call(self, call: Callable[[], Block]) -> Block:
        return guarded(interruptible(self._program.locked(call)), self.sop)

    def predict(self, tokens: Tokens) -> list[Value]:
        """The model's values on an input, which the weights compute; ``None`` where no logit stands
        out."""
        kind, data, count, table, owner = _values.column(tokens)
        block = self._call(
            lambda: self._engine.run(self._handle, kind, data, count, table, None, -1)
        )
        del owner
        outputs = _values.table(block)
        return [None if code < 0 else outputs[code] for code in _values.raw(block)]

    def verify(self, samples: int | None = None, seed: int = 1) -> Verification:
        """Compares the weights with the program: on all inputs if there are at most 200,000, or on
        edge cases and random ones."""
        result = json.loads(self._ask("verify", samples, seed).text)
        first = [Mismatch(**mismatch) for mismatch in result.pop("first")]
        return Verification(**result, first=first)

    def encode(self, tokens: Tokens) -> list[int]:
        """The ids of an input, the beginning of the sequence first.

        >>> from swift_rasp import tokens
        >>> tokens.compile("ab", 3).encode("ba")
        [1, 3, 2]
        """
        ids = {(type(token), token): 2 + place for place, token in enumerate(self.vocabulary)}
        values = _values.values_list(tokens)
        if len(values) > self.max_length:
            raise ValueError(f"{len(values)} tokens are more than {self.max_length}")
        for value in values:
            if (type(value), value) not in ids:
                raise ValueError(f"the token {value!r} is not in the vocabulary")
        return [1] + [ids[type(value), value] for value in values]

    def figure(self, tokens: Tokens) -> _display.Figure:
        """What the weights compute on an input: attention of each head, and the residual stream."""
        values = _values.values_list(tokens)
        return _display.Figure(self._ask("figure", *values).text.decode())

    def files(self, form: str) -> dict[str, bytes]:
        """The files of an export, by their paths: ``model``, ``onnx`` or ``huggingface``."""
        block = self._ask("files", form)
        files: dict[str, bytes] = {}
        place = 0
        for path, size in json.loads(block.text):
            files[path] = bytes(block.data[place : place + size])
            place += size
        return files

    def _own(self, name: str) -> bytes:
        if self._files is None:
            self._files = self.files("model")
        return self._files[name]

    @property
    def labels(self) -> dict[str, Any]:
        """What each dimension of the residual stream, each head and hidden unit stands for."""
        labels: dict[str, Any] = json.loads(self._own("model.json"))["labels"]
        return labels

    def arrays(self) -> dict[str, numpy.ndarray[Any, Any]]:
        """The weights as numpy arrays of float32, by their names; ``x @ array`` applies one.

        >>> from swift_rasp import tokens
        >>> {name: array.shape for name, array in tokens.compile("ab", 3).arrays().items()}
        {'token_embedding': (4, 2), 'position_embedding': (4, 2), 'unembedding': (2, 2)}
        """
        import numpy

        shapes = self._shapes()
        tensors = read_safetensors(self._own("weights.safetensors"))
        arrays = {}
        for name, shape in shapes.items():
            array: Any = numpy.zeros(shape, dtype=numpy.float32)
            rows, columns = tensors[name + ".places"].reshape(-1, 2).T
            array[rows, columns] = tensors[name + ".weights"]
            arrays[name] = array
        return arrays

    def _shapes(self) -> dict[str, tuple[int, int]]:
        about = json.loads(self._own("model.json"))
        width = about["residual"]
        shapes = {
            "token_embedding": (2 + len(self.vocabulary), width),
            "position_embedding": (1 + self.max_length, width),
        }
        for number, block in enumerate(about["blocks"]):
            for place, head in enumerate(block["heads"]):
                name = f"block.{number}.head.{place}."
                shapes[name + "query"] = shapes[name + "key"] = (width, head["query"])
                shapes[name + "value"] = (width, head["value"])
                shapes[name + "output"] = (head["value"], width)
            shapes[f"block.{number}.hidden_in"] = (width, block["hidden"])
            shapes[f"block.{number}.hidden_out"] = (block["hidden"], width)
        shapes["unembedding"] = (width, len(self.outputs))
        return shapes

    def save(self, folder: str | os.PathLike[str]) -> None:
        """Writes ``model.json`` and ``weights.safetensors``, which ``rasp`` reads."""
        write_files(folder, self.files("model"))

    def onnx(self, path: str | os.PathLike[str] | None = None) -> bytes:
        """The model in ONNX, ids to logits; written to a path if one is given."""
        data = self.files("onnx")["model.onnx"]
        if path is not None:
            folder, name = os.path.split(path)
            write_files(folder or os.curdir, {name: data})
        return data

    def huggingface(self, folder: str | os.PathLike[str] | None = None) -> Any:
        """The model as one of ``transformers``: BERT, or GPT-2 if it is causal.

        With a folder, the checkpoint with its tokenizer is written there, and nothing is imported.
        """
        files = {os.path.basename(path): data for path, data in self.files("huggingface").items()}
        if folder is not None:
            write_files(folder, files)
            return None
        from .interop import huggingface

        return huggingface(self, files)

    def torch(self) -> Any:
        """The model as a ``torch.nn.Module``: ids of shape (batch, length) to logits."""
        from .interop import torch_module

        return torch_module(self)

    def transformer_lens(self) -> Any:
        """The model as a ``TransformerBridge`` of TransformerLens, with its hooks and cache."""
        from .interop import transformer_lens

        return transformer_lens(self)

    def __repr__(self) -> str:
        sizes = self.sizes
        return (
            f"<a model of {sizes.blocks} blocks, d_model {sizes.d_model},"
            f" {sizes.parameters} parameters>"
        )


def write_files(folder: str | os.PathLike[str], files: dict[str, bytes]) -> None:
    """Writes files, each whole or not at all."""
    os.makedirs(folder, exist_ok=True)
    for name, data in files.items():
        draft = os.path.join(folder, f".{name}.{os.getpid()}")
        try:
            with open(draft, "wb") as file:
                file.write(data)
            os.replace(draft, os.path.join(folder, name))
        except BaseException:
            if os.path.exists(draft):
                os.remove(draft)
            raise


def read_safetensors(data: bytes) -> dict[str, Any]:
    """The tensors of a file of ours, flat."""
    import numpy

    (size,) = struct.unpack_from("<Q", data)
    header = json.loads(data[8 : 8 + size])
    kinds = {"F32": "<f4", "I32": "<i4"}
    tensors = {}
    for name, about in header.items():
        if name != "__metadata__":
            start, end = about["data_offsets"]
            tensors[name] = numpy.frombuffer(
                data[8 + size + start : 8 + size + end], dtype=kinds[about["dtype"]]
            )
    return tensors


__all__ = ["Mismatch", "Model", "Sizes", "Verification"]
