"""A kernel of Jupyter for the RASP dialect.

``python -m swift_rasp.kernel install`` brings it; ``--sys-prefix`` into the environment of this
Python, ``--prefix FOLDER`` elsewhere, else for this user. It needs ``ipykernel``.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
import tempfile
import traceback
from pathlib import Path
from typing import Any

from ipykernel.kernelapp import IPKernelApp
from ipykernel.kernelbase import Kernel

from . import __version__
from .errors import RaspError
from .texts import Session


class RaspKernel(Kernel):  # type: ignore[misc]
    """Runs cells of RASP: the value of the last statement is shown, a program as its figure."""

    implementation = "swift_rasp"
    implementation_version = __version__
    banner = "RASP, the language of Thinking Like Transformers"
    language_info = {  # noqa: RUF012
        "name": "rasp",
        "version": __version__,
        "mimetype": "text/x-rasp",
        "file_extension": ".rasp",
    }

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self.session_of_texts = Session("rasp")

    async def do_execute(
        self,
        code: str,
        silent: bool,
        store_history: bool = True,
        user_expressions: Any = None,
        allow_stdin: bool = False,
        *,
        cell_meta: Any = None,
        cell_id: Any = None,
    ) -> dict[str, Any]:
        """Runs a cell."""
        session = self.session_of_texts
        try:
            value = session.run(code, name="cell")
            shown = {} if value is None else session.mimebundle(value)
        except (RaspError, KeyboardInterrupt) as error:
            return self._failed(error, silent)
        if shown and not silent:
            content = {"data": shown, "metadata": {}, "execution_count": self.execution_count}
            self.send_response(self.iopub_socket, "execute_result", content)
        return {
            "status": "ok",
            "execution_count": self.execution_count,
            "payload": [],
            "user_expressions": {},
        }

    def _failed(self, error: BaseException, silent: bool) -> dict[str, Any]:
        lines = "".join(traceback.format_exception_only(error)).splitlines()
        content = {"ename": type(error).__name__, "evalue": str(error), "traceback": lines}
        if not silent:
            self.send_response(self.iopub_socket, "error", content)
        return {"status": "error", "execution_count": self.execution_count, **content}

    async def do_complete(self, code: str, cursor_pos: int) -> dict[str, Any]:
        """The names that begin as the word before the cursor."""
        word = re.search(r"\w*$", code[:cursor_pos])
        begun = word.group() if word else ""
        return {
            "status": "ok",
            "matches": [name for name in self.session_of_texts.names if name.startswith(begun)],
            "cursor_start": cursor_pos - len(begun),
            "cursor_end": cursor_pos,
            "metadata": {},
        }

    async def do_is_complete(self, code: str) -> dict[str, Any]:
        """Whether a statement goes on."""
        is_open = self.session_of_texts.is_incomplete(code)
        return {"status": "incomplete", "indent": ""} if is_open else {"status": "complete"}


def install(arguments: list[str]) -> None:
    """Puts the kernel where Jupyter finds it."""
    from jupyter_client.kernelspec import KernelSpecManager

    parser = argparse.ArgumentParser(prog="python -m swift_rasp.kernel install")
    place = parser.add_mutually_exclusive_group()
    place.add_argument("--sys-prefix", action="store_true", help="into this environment")
    place.add_argument("--prefix", help="into the folder of an environment")
    options = parser.parse_args(arguments)
    prefix = sys.prefix if options.sys_prefix else options.prefix
    about = {
        "argv": [sys.executable, "-m", "swift_rasp.kernel", "-f", "{connection_file}"],
        "display_name": "RASP",
        "language": "rasp",
        "interrupt_mode": "signal",
    }
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "kernel.json").write_text(json.dumps(about, indent=2))
        place = KernelSpecManager().install_kernel_spec(
            folder, "rasp", user=prefix is None, prefix=prefix
        )
    print(f"installed the kernel RASP in {place}")


if __name__ == "__main__":
    if sys.argv[1:2] == ["install"]:
        install(sys.argv[2:])
    else:
        IPKernelApp.launch_instance(kernel_class=RaspKernel)
