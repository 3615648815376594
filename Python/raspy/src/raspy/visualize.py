"""What RASPy has in ``raspy.visualize``: figures of programs, and what their drawings are made of.

The figures are those of swift-rasp. RASPy's also hands on all of the packages chalk and colour,
with which notebooks draw other things; where those are installed, so does this.
"""

from __future__ import annotations

from typing import Any

from swift_rasp import Selector
from swift_rasp._display import Figure
from swift_rasp.matrix import Matrix
from swift_rasp.output import BoundSel, Output

__all__ = ["draw", "draw_all", "draw_sel", "draw_svg"]

try:
    import chalk as _chalk
    from chalk import *  # noqa: F403
    from colour import Color

    orange, green, red = Color("#f4c095"), Color("#679289"), Color("#ee2e31")
    black, blue = Color("#071e22"), Color("#1d7874")

    def word(value: Any, colour: Any = Color("black")) -> Any:  # noqa: B008
        """A value in a square of size 1."""
        shown = int(value) if isinstance(value, bool) else value
        square = _chalk.rectangle(1, 1)
        return _chalk.text(str(shown), 0.85).with_envelope(square).fill_color(colour).line_width(0)

    __all__ += ["Color", "black", "blue", "green", "orange", "red", "word"]
    __all__ += [name for name in dir(_chalk) if not name.startswith("_")]
except ImportError:

    def __getattr__(name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        raise AttributeError(
            f"raspy.visualize has no {name!r}: if it is of chalk or colour,"
            " install chalk-diagrams and colour"
        )


def draw_all(seq: Output) -> Figure:
    """The figure of a program on an input."""
    return seq.figure()


def draw(bound: BoundSel) -> Figure:
    """The figure of a head on an input."""
    return bound.figure()


def draw_sel(sel: Matrix | Selector) -> Figure:
    """The figure of a selector on an input."""
    return sel.figure()


def draw_svg(figure: Figure) -> str:
    """The SVG of a figure."""
    return str(figure)
