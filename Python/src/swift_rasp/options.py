"""What can be set.

>>> import swift_rasp
>>> swift_rasp.options.example
'hello'
"""

from __future__ import annotations

from . import _values

example: _values.Tokens = "hello"
"""The input that programs are shown on where none is given."""
