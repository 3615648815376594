"""The live figure of the page in a notebook, an anywidget, which ``program.explore()`` makes."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import anywidget
import traitlets

from swift_rasp import _values
from swift_rasp._values import Tokens, Value

if TYPE_CHECKING:
    from swift_rasp._node import Node


class Explorer(anywidget.AnyWidget):  # type: ignore[misc, unused-ignore]
    """A program on an input that can be changed: point at a cell, click a result, step through the
    layers.

    It lives as long as its kernel. A saved notebook has no figure of it.
    """

    _esm = Path(__file__).parent / "explorer.js"
    text = traitlets.Unicode().tag(sync=True)
    """What the field for the input begins with."""
    causal = traitlets.Bool().tag(sync=True)
    """What the box for causal programs begins with."""

    def __init__(self, program: Node, tokens: Tokens, causal: bool = False) -> None:
        self._program = program
        self._tokens = _values.values_list(tokens)
        self._is_causal = causal
        super().__init__(text=input_text(self._tokens), causal=causal)
        self.on_msg(lambda _, content, __: self.answer(content))

    def answer(self, message: dict[str, Any]) -> None:
        """Answers the figure, which asks by lists of a name and arguments."""
        try:
            reply = self._reply(*message["request"])
        except Exception as error:
            reply = {"refused": str(error)}
        self.send({"number": message["number"], "reply": reply})

    def _reply(self, question: str, *arguments: Any) -> Any:
        if question == "view":
            text, self._is_causal = arguments
            self._tokens = tokens_of(text)
            arguments = ()
        elif question not in ("cell", "output"):
            raise ValueError(f"there is no question {question!r}")
        program = self._program._program(self._is_causal)
        return json.loads(program.ask(self._program, question, *arguments, *self._tokens).text)


def input_text(tokens: list[Value]) -> str:
    """An input as it is typed: a text of one token a character, or a JSON array."""
    if all(isinstance(token, str) and len(token) == 1 for token in tokens):
        text = "".join(map(str, tokens))
        if not text.startswith("["):
            return text
    return json.dumps(tokens, ensure_ascii=False)


def tokens_of(text: str) -> list[Value]:
    """The input that a text is."""
    if not text.startswith("["):
        return _values.values_list(text)
    try:
        tokens = json.loads(text)
    except json.JSONDecodeError as error:
        raise ValueError(f"the input is no JSON array: {error}") from None
    return _values.values_list(tokens)
