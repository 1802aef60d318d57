"""Array literals in TypeScript, extended in the way they are written."""

from __future__ import annotations

from migrator.syntax import Node
from migrator.text import Edit, line_ending


def append_element(array: Node, element: str) -> Edit:
    """An edit that adds `element` (source text) behind the last element of `array`, one per line where they are."""
    source = array.module.source
    elements = [child for child in array.children if child.kind != "comment"]
    if not elements:
        return Edit.insert(array.span.start + 1, element.encode())
    last = elements[-1].span
    line_start = source.rfind(b"\n", 0, last.start) + 1
    indent = source[line_start : last.start]
    own_line = line_start > array.span.start and not indent.strip()
    separator = b"," + line_ending(source) + indent if own_line else b", "
    return Edit.insert(last.end, separator + element.encode())
