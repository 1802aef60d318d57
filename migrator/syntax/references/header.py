"""Reads the imports and re-exports at the top of a module, where every byte is accounted for.

Most modules begin with such statements and name no other module below them. From the first byte on each statement is
read whole, and nothing but white space and comments lies between it and the next; so they are code, and no syntax tree
has to say so. Whatever else comes ends the header.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from migrator.syntax.patterns import SKIP, SKIP_ALL, STRING
from migrator.syntax.references.candidate import Candidate
from migrator.syntax.references.statements import statement_at

# A byte order mark, a line for the shell, comments, and directives such as "use client".
_TOP = re.compile(
    rb"(?:\xef\xbb\xbf)?+(?:#![^\r\n]*+)?+" + SKIP_ALL
    + rb"(?:" + STRING + rb"(?:[ \t]*+;|(?=[ \t]*+[\r\n]))" + SKIP_ALL + rb")*+"
)  # fmt: skip
_BETWEEN = re.compile(SKIP + rb"(?:;" + SKIP + rb")*+")
# With one of these a line goes on the one before, at least to the grammar; a statement begins with none of them.
_GOES_ON = re.compile(rb"[^\w$@\"']")
# In a comment these may be references all the same: directives, and import types of JSDoc.
_MAY_REFER = (b"import", b"<reference")


class Header(NamedTuple):
    """The statements in source order, and the offset behind them and all white space and comments that follow."""

    statements: list[Candidate]
    end: int


def read_header(source: bytes) -> Header | None:
    """The header of `source`; None where something in it needs a closer look."""
    top = _TOP.match(source)
    at = top.end() if top is not None else 0
    if any(source.find(word, 0, at) >= 0 for word in _MAY_REFER):
        return None
    statements: list[Candidate] = []
    while (statement := statement_at(source, at)) is not None:
        between = _BETWEEN.match(source, statement.end)
        at = between.end() if between is not None else statement.end
        if statement.doubtful or not _is_ended(source, statement.end, at):
            return None
        if any(source.find(word, statement.end, at) >= 0 for word in _MAY_REFER):
            return None
        statements.append(statement)
    return Header(statements, at)


def _is_ended(source: bytes, end: int, at: int) -> bool:
    """Whether a statement up to `end` ends there, with nothing that counts up to `at`."""
    if source[end - 1 : end] == b";" or source.find(b";", end, at) >= 0 or at == len(source):
        return True
    is_new_line = source.find(b"\n", end, at) >= 0 or source.find(b"\r", end, at) >= 0
    return is_new_line and _GOES_ON.match(source, at) is None
