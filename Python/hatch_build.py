"""Puts the engine into the wheel.

It is the shared library, or the WebAssembly if ``SWIFT_RASP_ENGINE`` is ``wasm``.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface
from hatchling.metadata.plugin.interface import MetadataHookInterface

HERE = Path(__file__).parent
ENGINES = HERE.parent / ".build-python" / "engine"
FILES = {"native": "libraspengine.so", "wasm": "raspengine.wasm"}


def kind() -> str:
    """Which engine the wheel has."""
    return os.environ.get("SWIFT_RASP_ENGINE", "native")


class MetadataHook(MetadataHookInterface):
    """Says what the wheel needs."""

    def update(self, metadata: dict[str, Any]) -> None:
        """WebAssembly needs a runtime; the shared library needs nothing."""
        metadata["dependencies"] = ["wasmtime>=30"] if kind() == "wasm" else []


class BuildHook(BuildHookInterface[Any]):
    """Adds the engine and sets the tag."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Adds the engine to a wheel."""
        if self.target_name != "wheel" or version == "editable":
            return
        file = FILES[kind()]
        if not (ENGINES / file).exists():
            raise FileNotFoundError(f"{file} is missing; Scripts/engine makes it")
        build_data["force_include"][str(ENGINES / file)] = f"swift_rasp/_engines/{file}"
        if kind() == "native":
            build_data["pure_python"] = False
            build_data["tag"] = "py3-none-linux_x86_64"
