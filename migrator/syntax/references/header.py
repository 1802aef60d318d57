"""Reads the imports and re-exports at the top of a module, where every byte is accounted for.

Most modules begin with such statements and name no other module below them. From the first byte on each statement is
read whole, and nothing but white space and comments lies between it and the next; so they are code, and no syntax tree
has to say so. Whatever else comes ends the header.
"""

from __future__ import annotations

import re
from sys import intern
from typing import NamedTuple

from migrator.syntax.clauses import is_list_of_names
from migrator.syntax.literals import unquoted
from migrator.syntax.patterns import SKIP, SKIP_ALL, STRING, TOP
from migrator.syntax.references.forms import Form
from migrator.syntax.references.packed import Packed, PackedName
from migrator.syntax.references.statements import form_of, statement_at

# And directives such as "use client".
_TOP = re.compile(TOP + rb"(?:" + STRING + rb"(?:[ \t]*+;|(?=[ \t]*+[\r\n]))" + SKIP_ALL + rb")*+")
_BETWEEN = re.compile(SKIP + rb"(?:;" + SKIP + rb")*+")
# With one of these a line goes on the one before, at least to the grammar; a statement begins with none of them.
_GOES_ON = re.compile(rb"[^\w$@\"']")
# In a comment these may be references all the same: directives, and import types of JSDoc.
_MAY_REFER = (b"import", b"<reference")


class Header(NamedTuple):
    """The statements in source order, and the offset behind them and all white space and comments that follow."""

    statements: tuple[Packed, ...]
    end: int


def read_header(source: bytes) -> Header | None:
    """The header of `source`; None where something in it needs a closer look."""
    top = _TOP.match(source)
    at = top.end() if top is not None else 0
    if at and _may_refer(source, 0, at):
        return None
    statements: list[Packed] = []
    while (statement := statement_at(source, at)) is not None:
        end = statement.end("rest")
        between = _BETWEEN.match(source, end)
        at = between.end() if between is not None else end
        braces = statement["braces"]
        if (braces is not None and not is_list_of_names(braces)) or not _is_ended(source, end, at):
            return None
        if at > end + 1 and _may_refer(source, end, at):
            return None
        statements.append(_packed(statement))
    try:
        source[:at].decode()
    except UnicodeDecodeError:
        return None
    return Header(tuple(statements), at)


def _may_refer(source: bytes, start: int, end: int) -> bool:
    return any(source.find(word, start, end) >= 0 for word in _MAY_REFER)


def _is_ended(source: bytes, end: int, at: int) -> bool:
    """Whether a statement up to `end` ends there, with nothing that counts up to `at`."""
    if source[end - 1 : end] == b";" or source.find(b";", end, at) >= 0 or at == len(source):
        return True
    is_new_line = source.find(b"\n", end, at) >= 0 or source.find(b"\r", end, at) >= 0
    return is_new_line and _GOES_ON.match(source, at) is None


def _packed(statement: re.Match[bytes]) -> Packed:
    form = form_of(statement)
    quoted = statement["side_effect" if form is Form.SIDE_EFFECT else "literal"]
    start, end = statement.span("side_effect" if form is Form.SIDE_EFFECT else "literal")
    whole = statement.start(), statement.end("rest")
    specifier = intern(unquoted(quoted[1:-1]))  # Thousands of modules name the same few.
    if form is Form.SIDE_EFFECT:
        return Packed(form.value, specifier, start + 1, end - 1, *whole, quote=quoted[:1])
    type_only = statement["type"] is not None
    names: list[PackedName] = []
    if form is Form.IMPORT and statement["default"] is not None:
        names.append(("default", unquoted(statement["default"]), *statement.span("default"), type_only))
    local, braces = statement["namespace"], statement["braces"]
    if local is not None:
        quotes = local[:1] in (b'"', b"'")
        names.append(("*", unquoted(local[1:-1] if quotes else local), *statement.span("star"), type_only))
    return Packed(
        *(form.value, specifier, start + 1, end - 1, *whole, tuple(names)),
        *(braces or b"", statement.start("braces") if braces else 0, type_only, "", quoted[:1]),
    )
