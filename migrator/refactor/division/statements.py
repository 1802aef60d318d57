"""The statements at the top of a module with the comments that are theirs, and what belongs to the module itself.

Comments belong to the statement they stand above, or behind on its line. The module's own are those that stand above
its first import or apart from its first statement, and those by which tools know how to treat the file.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import takewhile

from migrator.syntax import Module, Node
from migrator.text import Span

BYTE_ORDER_MARK = b"\xef\xbb\xbf"

_BLANK = re.compile(rb"[ \t\r]*")
_APART = re.compile(rb"[ \t]*\r?\n[ \t]*\r?\n")
_FOR_NEXT_LINE = re.compile(r"-next-line|@ts-(ignore|expect-error)|biome-ignore(?!-all)|prettier-ignore")
_FOR_FILE = re.compile(
    r"(eslint|oxlint)-(disable|enable)(?!-)|^/\*\s*(eslint|global|globals|oxlint)\b|@ts-(no)?check|biome-ignore-all"
    r"|deno-lint-ignore-file|tslint:disable(?!-)|@jsx|(istanbul|c8|v8) ignore (file|start)"
)
_IMPORTS = ("import_statement", "import_alias")
_ABOVE_ALL = ("comment", "hash_bang_line")


@dataclass(frozen=True, slots=True)
class Statement:
    """A statement at the top of a module.

    node  the statement
    span  its bytes with the blank lines and comments above it, up to the end of its line
    """

    node: Node
    span: Span

    @property
    def above(self) -> Span:
        """The comments and blank lines above."""
        return Span(self.span.start, self.node.span.start)

    @property
    def behind(self) -> Span:
        """What follows on its line: blanks, comments, the line's end."""
        return Span(self.node.span.end, self.span.end)

    def starts_in_line(self, source: bytes) -> bool:
        """Whether another statement of `source` ends on the line that this one starts on."""
        return self.span.start > 0 and source[self.span.start - 1 : self.span.start] not in (
            b"\n",
            BYTE_ORDER_MARK[-1:],
        )


def header_of(module: Module) -> Span:
    """What is the module's own at its top: comments, directives such as `"use strict"`, a byte order mark."""
    end = len(BYTE_ORDER_MARK) if module.source.startswith(BYTE_ORDER_MARK) else 0
    top = list(takewhile(lambda node: node.kind in _ABOVE_ALL or is_directive(node), module.root.children))
    first = module.root.children[len(top)] if len(top) < len(module.root.children) else None
    above_import = first is not None and first.kind in _IMPORTS
    for node in top:
        apart = first is None or _APART.match(module.source, node.span.end) is not None
        own = apart or _FOR_FILE.search(node.text) or (above_import and not _FOR_NEXT_LINE.search(node.text))
        if node.kind != "comment" or own:
            end = _line_end(module.source, node.span.end)
    return Span(0, end)


def for_every_part(module: Module) -> Iterator[Node]:
    """Directives, and comments for tools, that hold for all of a module, and so for each it is divided into."""
    end = header_of(module).end
    for node in module.root.children:
        if node.span.end <= end and (is_directive(node) or (node.kind == "comment" and _FOR_FILE.search(node.text))):
            yield node


def for_next_line(comments: bytes) -> bool:
    """Whether among `comments` is one by which a tool knows how to treat the line below."""
    return _FOR_NEXT_LINE.search(comments.decode("utf-8", "replace")) is not None


def statements_of(module: Module) -> tuple[Statement, ...]:
    """Every statement behind the header, imports among them, in source order."""
    found: list[Statement] = []
    end = header_of(module).end
    nodes = [node for node in module.root.children if node.span.start >= end]
    for index, node in enumerate(nodes):
        if node.kind == "comment":
            continue
        start, end = end, _line_end(module.source, node.span.end)
        for comment in nodes[index + 1 :]:
            if comment.kind != "comment" or b"\n" in module.source[node.span.end : comment.span.start]:
                break
            end = _line_end(module.source, comment.span.end)
        found.append(Statement(node, Span(start, end)))
    return tuple(found)


def is_directive(node: Node) -> bool:
    """Whether a statement is a string and nothing else."""
    only = node.children[0] if node.kind == "expression_statement" and node.children else None
    return only is not None and only.kind == "string"


def _line_end(source: bytes, offset: int) -> int:
    """The offset behind the line that `offset` is in, or `offset` where more than blanks follow on it."""
    blank = _BLANK.match(source, offset)
    end = blank.end() if blank else offset
    return end + 1 if source[end : end + 1] == b"\n" else offset
