"""Text that others wrote (names of files, lines of them, words of programs), made fit to be shown."""

from __future__ import annotations

import re

_STEERING = "\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069"
_CONTROL = re.compile(f"[{_STEERING}]")
_CONTROL_OR_NEWLINE = re.compile(f"[{_STEERING}\n]")


def harmless(text: str, *, one_line: bool = False) -> str:
    """`text` with an escape for whatever could steer a terminal or turn text around: `\\x1b`, `\\u202e`.

    Tabs stay, and so do newlines unless it is to be `one_line`.
    """
    pattern = _CONTROL_OR_NEWLINE if one_line else _CONTROL
    return pattern.sub(lambda match: ascii(match[0])[1:-1], text)
