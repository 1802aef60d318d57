"""Array literals in TypeScript, extended in the way they are written."""

from __future__ import annotations

import re

from migrator.syntax import Node
from migrator.text import Edit, Span, line_ending

_COMMENT = re.compile(rb"[ \t]*(//[^\r\n]*|/\*[^\r\n]*\*/[ \t]*)(?=\r?\n)")
_REST_OF_LINE = re.compile(rb",[ \t]*(//[^\r\n]*|/\*[^\r\n]*\*/[ \t]*)?(?=\r?\n)")


def append_element(array: Node, element: str) -> Edit:
    """An edit that adds `element` (source text) behind the last element of `array`, one per line where they are."""
    elements = [child for child in array.children if child.kind != "comment"]
    if not elements:
        return Edit.insert(array.span.start + 1, element.encode())
    return insert_behind(elements[-1], element)


def insert_behind(element: Node, text: str) -> Edit:
    """An edit that puts `text` behind `element`, an item or a member: on a line of its own where `element` has one."""
    source, span = element.module.source, element.span
    indent = source[source.rfind(b"\n", 0, span.start) + 1 : span.start]
    if indent.strip():
        return Edit.insert(span.end, b", " + text.encode())
    newline = line_ending(source)
    rest = _REST_OF_LINE.match(source, span.end)
    if rest is not None:
        # The comment on the line is about what stands there, so it stays there.
        return Edit.insert(rest.end(), newline + indent + text.encode() + b",")
    comment = _COMMENT.match(source, span.end)
    behind = comment.group() if comment is not None else b""
    return Edit(Span(span.end, span.end + len(behind)), b"," + behind + newline + indent + text.encode())
