"""The engine as a shared library."""

from __future__ import annotations

import ctypes
import weakref
from collections.abc import Sequence

from . import _blocks, _functions
from ._blocks import HEADER, Block, padded

_APPLY = ctypes.CFUNCTYPE(
    ctypes.c_void_p, ctypes.c_int64, ctypes.c_int32, ctypes.c_void_p, ctypes.c_ssize_t
)
_POLL = ctypes.CFUNCTYPE(ctypes.c_int32)

LARGE = 1 << 16
"""From so many bytes on data is not copied."""

_pointer, _size, _int = ctypes.c_void_p, ctypes.c_ssize_t, ctypes.c_int32


class NativeEngine:
    """Calls the library with ``ctypes``, which lets other threads run meanwhile."""

    name = "native"

    def __init__(self, path: str) -> None:
        library = ctypes.CDLL(path)
        library.rasp_abi.restype = ctypes.c_uint32
        self.version = int(library.rasp_abi())
        self._alloc = _typed(library.rasp_alloc, _pointer, _size)
        self._free = _typed(library.rasp_free, None, _pointer)
        self._program = _typed(
            library.rasp_program, _pointer, _pointer, _size, _pointer, _size, _pointer, _size, _int
        )
        self._session = _typed(library.rasp_session, _pointer, _pointer, _size)
        self._run = _typed(
            library.rasp_run,
            _pointer,
            *(_pointer, _int, _pointer, _size, _pointer, _size, _pointer, _size),
        )
        self._ask = _typed(library.rasp_ask, _pointer, _pointer, _pointer, _size)
        self.release = _typed(library.rasp_release, None, _pointer)
        # The engine keeps the addresses, so these must stay.
        self._host = _APPLY(self._apply), _POLL(_functions.poll)
        library.rasp_set_host(*self._host)

    def _apply(self, number: int, mode: int, arguments: int, count: int) -> int:
        answer = _functions.apply(
            number, mode, lambda place: _read(arguments + place, place), count
        )
        memory: int = self._alloc(len(answer))
        ctypes.memmove(memory, answer, len(answer))
        return memory

    def _reply(self, address: int) -> Block:
        header = _unpack(_string_at(address, 32))
        if header[3] < LARGE:
            block, _ = _block(header, address, 0)
            self._free(address)
            return block
        # Large data stays where it is, and goes with the last view of it.
        is_fault, kind, count, data_size, text_size = header
        memory = (ctypes.c_char * data_size).from_address(address + HEADER.size)
        weakref.finalize(memory, self._free, address).atexit = False
        text = _string_at(address + HEADER.size + padded(data_size), text_size)
        return Block(bool(is_fault), kind, count, memoryview(memory).cast("B"), text)

    def program(
        self, words: bytes, constants: bytes, handles: Sequence[int], is_causal: bool
    ) -> Block:
        """Makes a program; the block's count is its handle."""
        pointers = (_pointer * len(handles))(*handles)
        return self._reply(
            self._program(
                *(words, len(words) // 4, constants, len(constants)),
                *(pointers, len(handles), is_causal),
            )
        )

    def session(self, dialect: bytes) -> Block:
        """Makes a session of a dialect; the block's count is its handle."""
        return self._reply(self._session(dialect, len(dialect)))

    def run(
        self,
        handle: int,
        kind: int,
        data: bytes | int,
        count: int,
        table: bytes,
        starts: bytes | int | None,
        sequences: int,
    ) -> Block:
        """Runs a program or a model. Data and starts are bytes, or addresses of memory."""
        return self._reply(
            self._run(handle, kind, data, count, table, len(table), starts, sequences)
        )

    def ask(self, handle: int, request: bytes) -> Block:
        """Asks something else of a program or a model, or something of a session."""
        return self._reply(self._ask(handle, request, len(request)))


def _typed(call: ctypes._CFuncPtr, result: object, *arguments: object) -> ctypes._CFuncPtr:  # type: ignore[name-defined]
    call.restype = result
    call.argtypes = list(arguments)
    return call


_string_at = ctypes.string_at
_unpack = HEADER.unpack


def _read(address: int, place: int) -> tuple[Block, int]:
    """The block at an address; ``place`` is its place among others."""
    return _block(_unpack(_string_at(address, 32)), address, place)


def _block(header: tuple[int, ...], address: int, place: int) -> tuple[Block, int]:
    is_fault, kind, count, data_size, text_size = header
    address += 32
    text = b""
    if text_size:
        text = _string_at(address + padded(data_size), text_size)
    block = Block(is_fault != 0, kind, count, _string_at(address, data_size), text)
    return block, place + 32 + padded(data_size) + padded(text_size)


__all__ = ["NativeEngine", "_blocks"]
