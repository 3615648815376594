"""The one engine of the process: the shared library where it runs, WebAssembly elsewhere."""

from __future__ import annotations

import os
import threading
from collections.abc import Sequence
from typing import Protocol

from ._blocks import Block

ABI = 2
FOLDER = os.environ.get("SWIFT_RASP_ENGINES") or os.path.join(os.path.dirname(__file__), "_engines")


class Engine(Protocol):
    """What both forms of the engine offer. Data and starts may be addresses of memory."""

    name: str
    version: int

    def program(
        self, words: bytes, constants: bytes, handles: Sequence[int], is_causal: bool
    ) -> Block:
        """Makes a program; the block's count is its handle."""

    def session(self, dialect: bytes) -> Block:
        """Makes a session of a dialect; the block's count is its handle."""

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
        """Runs a program or a model on a column, of several sequences if there are starts."""

    def ask(self, handle: int, request: bytes) -> Block:
        """Asks something else of a program or a model, or something of a session."""

    def release(self, handle: int) -> None:
        """Lets go of a program, a model or a session."""


_lock = threading.Lock()
_engine: Engine | None = None


def engine() -> Engine:
    """The engine, loaded when it is first needed.

    ``SWIFT_RASP_ENGINE`` may name the form, ``native`` or ``wasm``.
    """
    global _engine
    if _engine is None:
        with _lock:
            if _engine is None:
                _engine = _load()
    return _engine


def _load() -> Engine:
    wanted = os.environ.get("SWIFT_RASP_ENGINE", "")
    library = os.path.join(FOLDER, "libraspengine.so")
    module = os.path.join(FOLDER, "raspengine.wasm")
    if wanted not in ("", "native", "wasm"):
        raise ImportError(f"SWIFT_RASP_ENGINE is {wanted!r}; there is 'native' and 'wasm'")
    loaded: Engine
    if wanted != "wasm" and os.path.exists(library):
        from ._native import NativeEngine

        loaded = NativeEngine(library)
    elif wanted != "native" and os.path.exists(module):
        from ._wasm import WasmEngine

        loaded = WasmEngine(module)
    else:
        raise ImportError(
            f"this installation of swift-rasp has no {wanted or 'engine'} in {FOLDER}"
        )
    if loaded.version != ABI:
        raise ImportError(f"the engine is of version {loaded.version}, this package needs {ABI}")
    return loaded
