"""Why a snippet may mean something else in the RASPy dialect: what Docs/reliability.md lists.

The snippet runs once more in Python with each of its expressions watched, so a reason counts only
if its cause was there.
"""

from __future__ import annotations

import ast
import math
import sys
import types
from collections.abc import Callable, ItemsView, Iterable, KeysView, ValuesView
from typing import Any

MOST = {"splitlines": 0, "startswith": 1, "endswith": 1}
"""How many arguments methods have in the dialect that have more in Python."""

LARGEST_STRING = 65_536
"""Where the dialect refuses a string that `+` or `*` makes."""


class Watcher:
    """Remembers the first listed cause among the values that it sees."""

    def __init__(self) -> None:
        self.reason: str | None = None
        self.has_sets = False

    def note(self, reason: str) -> None:
        """A cause was there."""
        self.reason = self.reason or reason

    def watch(self, value: object, depth: int = 0) -> object:
        """The value itself, looked at; of a dictionary's view a list, as the dialect has it."""
        if isinstance(value, KeysView | ValuesView | ItemsView):
            value = list(value)
        self.has_sets = self.has_sets or isinstance(value, set)
        match value:
            case bool() | None:
                pass
            case int() if not -(2**63) <= value < 2**63:
                self.note("integers beyond 64 bits")
            case float() if not math.isfinite(value):
                self.note("floats that are infinite or no number")
            case complex():
                self.note("complex numbers")
            case types.GenericAlias():
                self.note("types of elements")
            case str() if len(value.encode("utf-8", "surrogatepass")) > LARGEST_STRING:
                self.note("limits")
            case list() | tuple() | set() if depth < 4:
                for element in list(value)[:100]:
                    self.watch(element, depth + 1)
            case dict() if depth < 4:
                for key, element in list(value.items())[:100]:
                    self.watch(key, depth + 1)
                    self.watch(element, depth + 1)
            case _:
                pass
        return value

    def look_at_error(self) -> None:
        """Notes what is being handled, if the dialect does not have that error."""
        error = sys.exc_info()[1]
        if isinstance(error, RuntimeError) and "changed" in str(error):
            self.note("collections that change under a loop")

    def sum(self, values: Iterable[object], /, start: object = 0) -> object:
        """Python's `sum`, with what it has on the way watched."""
        total: Any = sum((), start)  # type: ignore[call-overload]
        for value in values:
            total = total + value
            self.watch(total)
        return total

    def mapped(self, kind: type[Any]) -> Callable[..., object]:
        """`map` or `filter`, whose function's StopIteration ends it in Python alone."""

        def make(function: Callable[..., object] | None, *values: Iterable[object]) -> object:
            def call(*arguments: object) -> object:
                try:
                    return function(*arguments) if function else arguments[0]
                except StopIteration:
                    self.note("StopIteration within map and filter")
                    raise

            return kind(call, *values)

        return make

    def modulo(self, left: object, right: object) -> object:
        """`left % right`, which makes integers of floats if it is a format."""
        if isinstance(left, str):
            values: Iterable[object] = (right,)
            if isinstance(right, tuple | dict):
                values = right.values() if isinstance(right, dict) else right
            for value in values:
                if isinstance(value, float) and math.isfinite(value):
                    self.watch(int(value))
        return left % right  # type: ignore[operator]


class Watched(ast.NodeTransformer):
    """Rewrites a program so that the values of its expressions are watched."""

    def visit(self, node: ast.AST) -> ast.AST:
        """A node with what is in it watched, and itself if it is an expression that has a value."""
        if isinstance(node, ast.FormattedValue):
            value = self.visit(node.value)
            assert isinstance(value, ast.expr)
            node.value = value
            if isinstance(node.format_spec, ast.JoinedStr):
                self.generic_visit(node.format_spec)
            return node
        node = self.generic_visit(node)
        if isinstance(node, ast.ExceptHandler):
            node.body.insert(0, ast.Expr(called("_look_at_error")))
        if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Mod):
            node = called("_modulo", node.left, node.right)
        if isinstance(node, ast.Set):
            node = called("_set", ast.List(node.elts, ast.Load()))
        if isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Load):
            node = called("_attribute", node.value, ast.Constant(node.attr))
        if isinstance(node, ast.Call) and len(node.args) > MOST.get(method(node), 9):
            node = called("_refused", node.func, *node.args)
        if isinstance(node, ast.AugAssign):
            return self.augmented(node)
        if not isinstance(node, ast.expr) or isinstance(node, ast.Slice | ast.Starred):
            return node
        if not isinstance(getattr(node, "ctx", ast.Load()), ast.Load):
            return node
        return called("_watch", node)

    def augmented(self, node: ast.AugAssign) -> ast.AST:
        """`a += b` and a look at what `a` is then."""
        target = node.target
        while isinstance(target, ast.Subscript):
            inner = target.value
            while isinstance(inner, ast.Call) and inner.args:
                inner = inner.args[0]
            if not isinstance(inner, ast.Name | ast.Subscript):
                return node
            target = inner
        if not isinstance(target, ast.Name):
            return node
        look = ast.Expr(called("_watch", ast.Name(target.id, ast.Load())))
        return ast.If(ast.Constant(True), [node, look], [])


def method(node: ast.Call) -> str:
    """The name of the method that is called, if it is one."""
    function = node.func
    while isinstance(function, ast.Call) and len(function.args) == 1:
        function = function.args[0]  # as it is watched
    if isinstance(function, ast.Call) and len(function.args) == 2:
        name = function.args[1]
        return str(name.value) if isinstance(name, ast.Constant) else ""
    return ""


def attribute(value: object, name: str) -> object:
    """An attribute; a range has none in the dialect."""
    if isinstance(value, range):
        raise AttributeError
    return getattr(value, name)


def at_once(kind: type[Any]) -> Callable[..., object]:
    """What looks at all elements when it is made, as the dialect does."""
    return lambda *arguments, **options: iter(list(kind(*arguments, **options)))


def refused(*_arguments: object) -> object:
    """What the dialect says to arguments that a method does not have there."""
    raise TypeError


def called(name: str, *arguments: ast.expr) -> ast.Call:
    """A call of one of the watcher's functions."""
    return ast.Call(ast.Name(name, ast.Load()), list(arguments), [])


def watched(program: str) -> tuple[Watcher, Callable[[], object]]:
    """The function `f` of a program, with what watches its expressions."""
    watcher = Watcher()
    tree = Watched().visit(ast.parse(program))
    assert isinstance(tree, ast.Module)
    ast.fix_missing_locations(tree)
    space: dict[str, object] = {
        "_watch": watcher.watch, "_modulo": watcher.modulo, "sum": watcher.sum, "_set": set,
        "_look_at_error": watcher.look_at_error, "_refused": refused, "_attribute": attribute, "map": watcher.mapped(map),
        "filter": watcher.mapped(filter), "enumerate": at_once(enumerate), "zip": at_once(zip),
        "reversed": at_once(reversed),
    }  # fmt: skip

    def run() -> object:
        exec(compile(tree, "snippet", "exec"), space)
        function = space["f"]
        assert callable(function)
        try:
            return watcher.watch(function())
        except RuntimeError:
            watcher.look_at_error()
            raise

    return watcher, run
