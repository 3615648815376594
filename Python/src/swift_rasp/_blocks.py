"""What crosses the interface to the engine: blocks, as ``RASPBridge/Block.swift`` has them."""

from __future__ import annotations

import struct
from typing import NamedTuple

CODES, INTEGERS, DOUBLES, BOOLEANS, TEXT, OTHER = range(6)
HEADER = struct.Struct("<iiqqq")


class Block(NamedTuple):
    """A column of values, or a number, with a text beside it."""

    is_fault: bool
    kind: int
    length: int
    data: bytes | memoryview
    text: bytes


def padded(size: int) -> int:
    """The next multiple of 8."""
    return (size + 7) & ~7


def write(block: Block) -> bytes:
    """The block as bytes."""
    is_fault, kind, length, data, text = block
    header = HEADER.pack(is_fault, kind, length, len(data), len(text))
    return b"".join((header, data, bytes(-len(data) & 7), text, bytes(-len(text) & 7)))


def read(memory: bytes, place: int = 0) -> tuple[Block, int]:
    """The block at a place, and the place behind it."""
    is_fault, kind, count, data_size, text_size = HEADER.unpack_from(memory, place)
    data = place + HEADER.size
    text = data + padded(data_size)
    block = Block(
        bool(is_fault),
        kind,
        count,
        memory[data : data + data_size],
        memory[text : text + text_size],
    )
    return block, text + padded(text_size)
