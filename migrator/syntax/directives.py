"""The directives at the top of a module, read from the text wherever that is certain."""

from __future__ import annotations

import re

from migrator.syntax.patterns import END, SKIP_ALL, TOP

_TOP = re.compile(TOP)
# Without a semicolon the next line may go on with the expression: `in` is an operator, a bracket is a call.
_ENDED = (
    rb"[ \t]*+(?:;|[\r\n]" + SKIP_ALL
    + rb"(?=[\"']|(?:import|export|const|let|var|function|async|class)" + END + rb"))"
)  # fmt: skip
_DIRECTIVE = re.compile(rb"(?:\"([^\"\\\r\n]*+)\"|'([^'\\\r\n]*+)')" + _ENDED + SKIP_ALL)
_ANYTHING_ELSE = re.compile(rb"[\w$@{(]|\Z")


def read_directives(source: bytes) -> tuple[str, ...] | None:
    """`use client`, `use strict` and their like, in source order; None where only a syntax tree can tell."""
    top = _TOP.match(source)
    at = top.end() if top is not None else 0
    found: list[str] = []
    while directive := _DIRECTIVE.match(source, at):
        found.append((directive[1] or directive[2] or b"").decode("utf-8", "surrogateescape"))
        at = directive.end()
    return tuple(found) if _ANYTHING_ELSE.match(source, at) else None
