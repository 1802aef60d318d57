"""Exported declarations that only the text still shows, in files that the grammar can't read."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from typing import TYPE_CHECKING

from migrator.syntax.clauses import braced_names
from migrator.syntax.export import Export
from migrator.syntax.lexer import TextMap
from migrator.syntax.patterns import BRACES, END, NAME, SKIP
from migrator.text import Span

if TYPE_CHECKING:
    from migrator.syntax.module import Module

_WORD = END + SKIP
_DECLARATION = re.compile(
    rb"^export" + _WORD + rb"(?:(?P<default>default)" + END
    + rb"|(?:(?:declare|abstract|async|const(?=\s++enum))" + _WORD + rb")*+"
    rb"(?:(?P<keyword>interface|type|function" + SKIP + rb"\*?|class|const|let|var|enum|namespace)" + SKIP
    + rb"(?P<name>" + NAME + rb")|(?P<braces>" + BRACES + rb")))",
    re.MULTILINE,
)  # fmt: skip
_TYPES = (b"interface", b"type")


def lost_exports(module: Module, read: Collection[int]) -> Iterator[Export]:
    """The exports whose `export` starts a line, is code, and starts none of the statements in `read`.

    Their span is what was recognised: up to the name. Of `const { a, b } = c` and the second name in
    `const a = 1, b = 2` nothing is known.
    """
    text: TextMap | None = None
    for match in _DECLARATION.finditer(module.source):
        if match.start() in read:
            continue
        text = text or TextMap(module.source)
        if not text.is_code(match.start()):
            continue
        span = Span(*match.span())
        if match["default"] is not None:
            yield Export("default", None, span)
        elif match["braces"] is not None:
            for name in braced_names(module.source, Span(*match.span("braces")), type_only=False):
                yield Export(name.local, name.imported, name.span, type_only=name.type_only, listed=True)
        else:
            declared = match["name"].decode("utf-8", "surrogateescape")
            yield Export(declared, declared, span, type_only=match["keyword"] in _TYPES)
