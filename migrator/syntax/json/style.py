"""How a JSON file is written: indentation, line ends, blanks. And writing new values the same way."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from migrator.syntax.json.layout import gap_before, indent_at
from migrator.syntax.json.parser import JsonNode
from migrator.text import line_ending

ARRAY_WIDTH = 80
"""The longest line, in bytes, that an array is put on where the file has arrays on one line."""


@dataclass(frozen=True, slots=True)
class JsonStyle:
    """The habits of one file: whether it has `lines` at all, and `arrays` that are written on one of them."""

    unit: bytes = b"  "
    newline: bytes = b"\n"
    colon: bytes = b": "
    separator: bytes = b" "
    padding: bytes = b" "
    lines: bool = True
    arrays: bool = False

    def render(self, value: Any, indent: bytes, one_line: bool = False) -> bytes:
        """`value` as it reads on a line that starts with `indent`; empty objects and arrays are `{}` and `[]`."""
        if not value or not isinstance(value, dict | list):
            return scalar(value)
        keyed = isinstance(value, dict)
        if not one_line and not keyed and self.arrays and not any(isinstance(item, dict | list) for item in value):
            line = self.render(value, indent, one_line=True)
            if len(indent) + len(line) <= ARRAY_WIDTH:
                return line
        inner = indent if one_line else indent + self.unit
        pairs = value.items() if isinstance(value, dict) else [(None, item) for item in value]
        parts = [self.element(key, item, inner, one_line) for key, item in pairs]
        opening, closing = (b"{", b"}") if keyed else (b"[", b"]")
        if one_line:
            padding = self.padding if keyed else b""
            return opening + padding + (b"," + self.separator).join(parts) + padding + closing
        line_start = self.newline + inner
        return opening + line_start + (b"," + line_start).join(parts) + self.newline + indent + closing

    def element(self, key: str | None, value: Any, indent: bytes, one_line: bool = False) -> bytes:
        """A member `"key": value`, or the item `value` where `key` is None."""
        name = b"" if key is None else scalar(key) + self.colon
        return name + self.render(value, indent, one_line)


def scalar(value: Any) -> bytes:
    """`value` on its own; half a surrogate pair, which UTF-8 can't hold, stays an escape."""
    return json.dumps(value, ensure_ascii=False, allow_nan=False).encode("utf-8", "backslashreplace")


def style_of(source: bytes, root: JsonNode) -> JsonStyle:
    """The habits of the file `source`: each from the first place that shows it."""
    unit = colon = separator = padding = None
    arrays = False
    for node, base in _containers(source, root):
        before = gap_before(source, node, 0)
        if len(before) > 1:
            inner = source[before[-1].start : before[-1].first]
            if unit is None and inner.startswith(base) and inner != base:
                unit = inner[len(base) :]
        elif b"\n" not in source[node.start : node.end]:
            arrays = arrays or node.kind == "array"
            if padding is None and node.kind == "object" and not before[0].comment:
                padding = source[before[0].start : before[0].end]
            if separator is None and len(node.elements) > 1:
                separator = blanks_before(source, node, 1)
        for element in node.elements:
            if colon is None and element.key is not None:
                colon = _colon(source[element.start : element.value.start])
    return JsonStyle(
        unit=unit or b"  ",
        newline=line_ending(source),
        colon=colon or b": ",
        separator=separator if separator is not None else (b"" if colon == b":" else b" "),
        padding=padding if padding is not None else (b" " if b"\n" in source else b""),
        lines=b"\n" in source or b"\r" in source,
        arrays=arrays,
    )


def blanks_before(source: bytes, node: JsonNode, index: int) -> bytes | None:
    """The blanks before element `index`; None where a comment or a line end stands there."""
    lines = gap_before(source, node, index)
    return source[lines[0].start : lines[0].end] if len(lines) == 1 and not lines[0].comment else None


def _colon(member: bytes) -> bytes | None:
    """The colon with its blanks, from `"key" : ` as it is written; None where a comment or line end is among them."""
    colon = member[member.rindex(b'"') + 1 :] if b'"' in member else b""
    return colon if colon.strip(b" \t") == b":" else None


def _containers(source: bytes, root: JsonNode) -> Iterator[tuple[JsonNode, bytes]]:
    """Every object and array that holds something, outer before inner, with the indentation of its line."""
    waiting = [root]
    while waiting:
        node = waiting.pop()
        if node.elements:
            yield node, indent_at(source, node.start)
            waiting += [element.value for element in reversed(node.elements)]
