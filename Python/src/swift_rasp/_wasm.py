"""The engine as WebAssembly, for platforms that have no shared library of it."""

from __future__ import annotations

import ctypes
import sys
import threading
from collections.abc import Callable, Sequence
from typing import Any

import wasmtime

from . import _functions
from ._blocks import HEADER, Block, padded, read


class WasmEngine:
    """Calls the module, one thread at a time."""

    name = "wasm"

    def __init__(self, path: str) -> None:
        config = wasmtime.Config()
        config.cache = True
        engine = wasmtime.Engine(config)
        self._store = wasmtime.Store(engine)
        wasi = wasmtime.WasiConfig()
        self._store.set_wasi(wasi)
        linker = wasmtime.Linker(engine)
        linker.define_wasi()
        module = wasmtime.Module.from_file(engine, path)
        exports = linker.instantiate(self._store, module).exports(self._store)
        self._lock = threading.RLock()
        self._memory: Any = exports["memory"]
        self._calls: dict[str, Any] = {
            name: exports[name] for name in exports if name.startswith("rasp_")
        }
        if "_initialize" in exports:
            exports["_initialize"](self._store)
        self.version = self._call("rasp_abi")
        self._set_host(exports["__indirect_function_table"])

    def _set_host(self, table: Any) -> None:
        i32, i64 = wasmtime.ValType.i32(), wasmtime.ValType.i64()
        apply = wasmtime.Func(
            self._store, wasmtime.FuncType([i64, i32, i32, i32], [i32]), self._apply
        )
        poll = wasmtime.Func(self._store, wasmtime.FuncType([], [i32]), _functions.poll)
        places = [table.grow(self._store, 1, function) for function in (apply, poll)]
        self._call("rasp_set_host", *places)

    def _call(self, name: str, *arguments: int) -> int:
        result = self._calls[name](self._store, *arguments)
        return 0 if result is None else int(result) & 0xFFFFFFFF

    def _read(self, address: int) -> Block:
        header = bytes(self._memory.read(self._store, address, address + HEADER.size))
        _, _, _, data, text = HEADER.unpack(header)
        end = address + HEADER.size + padded(data) + padded(text)
        block, _ = read(bytes(self._memory.read(self._store, address, end)))
        return block

    def _apply(self, number: int, mode: int, arguments: int, count: int) -> int:
        arguments &= 0xFFFFFFFF

        def block(place: int) -> tuple[Block, int]:
            found = self._read(arguments + place)
            return found, place + HEADER.size + padded(len(found.data)) + padded(len(found.text))

        return self._copied(_functions.apply(number, mode, block, count))

    def _copied(self, data: bytes) -> int:
        address = self._call("rasp_alloc", len(data))
        self._memory.write(self._store, data, address)
        return address

    def _reply(self, name: str, given: Sequence[Any]) -> Block:
        """Calls with memory for the bytes among the arguments."""
        with self._lock:
            copies = []
            arguments: list[int] = []
            for argument in given:
                if isinstance(argument, bytes):
                    address = self._copied(argument)
                    copies.append(address)
                    arguments.append(address)
                else:
                    arguments.append(0 if argument is None else int(argument))
            address = self._call(name, *arguments)
            block = self._read(address)
            for copy in (*copies, address):
                self._call("rasp_free", copy)
            return block

    def program(
        self, words: bytes, constants: bytes, handles: Sequence[int], is_causal: bool
    ) -> Block:
        """Makes a program; the block's count is its handle."""
        pointers = b"".join(handle.to_bytes(4, "little") for handle in handles)
        return self._reply(
            "rasp_program",
            (words, len(words) // 4, constants, len(constants), pointers, len(handles), is_causal),
        )

    def session(self, dialect: bytes) -> Block:
        """Makes a session of a dialect; the block's count is its handle."""
        return self._reply("rasp_session", (dialect, len(dialect)))

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
        if isinstance(data, int):
            data = ctypes.string_at(data, count * (4, 8, 8, 1, 1)[kind])
        if isinstance(starts, int):
            starts = ctypes.string_at(starts, 8 * (sequences + 1))
        return self._reply(
            "rasp_run", (handle, kind, data, count, table, len(table), starts, sequences)
        )

    def ask(self, handle: int, request: bytes) -> Block:
        """Asks something else of a program or a model, or something of a session."""
        return self._reply("rasp_ask", (handle, request, len(request)))

    def release(self, handle: int, is_ending: Callable[[], bool] = sys.is_finalizing) -> None:
        """Lets go of a program, a model or a session."""
        # As the process ends, this module's names may be gone already.
        if not is_ending():
            with self._lock:
                self._call("rasp_release", handle)
