"""The lines of a YAML block: where an element starts and ends, and which comments are its own.

A comment on an element's line, and one below that is indented deeper than the element, are that element's. A comment
above, with the element's indentation, is of what comes below it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from migrator.syntax.yaml.node import YamlNode
from migrator.syntax.yaml.text import BYTE_ORDER_MARK

_TRIVIA = re.compile(rb"(?:[ \t\r\n]|(?<![^ \t\r\n])#[^\n]*)*")
_LINE = re.compile(rb"[ \t]*(?P<comment>#)?")


@dataclass(frozen=True, slots=True)
class YamlElement:
    """A member of a mapping or an item of a sequence.

    `start` is its key or dash, `mark` the offset after the colon or the dash (after the key, or at the item, where
    there is none), `end` where its value ends.
    """

    start: int
    mark: int
    end: int
    value: YamlNode
    key: YamlNode | None = None


def skip(source: bytes, offset: int) -> int:
    """The next byte from `offset` that is no blank, line end or comment."""
    found = _TRIVIA.match(source, offset)
    return found.end() if found else offset


def elements_of(source: bytes, node: YamlNode) -> list[YamlElement] | None:
    """The elements of a mapping or sequence; None where they are written in a way that is not known here."""
    found: list[YamlElement] = []
    offset = node.start + 1 if node.flow else node.start
    pairs = node.pairs or [(None, item) for item in node.elements]
    for key, value in pairs:
        start = skip(source, offset)
        mark = value.start
        if key is not None:
            if key.start != start or key.kind != "scalar" or key.obstacle:
                return None
            colon = skip(source, key.end)
            mark = colon + 1 if source[colon : colon + 1] == b":" else key.end
        elif not node.flow:
            mark = start + 1
            if source[start:mark] != b"-":
                return None
        elif value.start != start:
            return None
        end = max(mark, value.end)
        found.append(YamlElement(start, mark, end, value, key))
        offset = end
        if node.flow:
            comma = skip(source, end)
            if source[comma : comma + 1] not in (b",", b"]", b"}") or comma >= node.end:
                return None
            offset = comma + 1
    return found


def line_start(source: bytes, offset: int) -> int:
    """Where the line that holds `offset` starts, after a byte order mark."""
    start = source.rfind(b"\n", 0, offset) + 1
    return len(BYTE_ORDER_MARK) if not start and source.startswith(BYTE_ORDER_MARK) else start


def line_end(source: bytes, offset: int) -> int:
    """Where the line that holds `offset` ends, before its line end."""
    end = source.find(b"\n", offset)
    end = len(source) if end == -1 else end
    return end - 1 if end > offset and source[end - 1 : end] == b"\r" else end


def column(source: bytes, offset: int) -> int:
    """How many bytes stand before `offset` on its line."""
    return offset - line_start(source, offset)


def alone(source: bytes, offset: int) -> bool:
    """Whether only blanks stand before `offset` on its line."""
    return not source[line_start(source, offset) : offset].strip(b" ")


def tail(source: bytes, start: int, end: int, least: int | None = None) -> int:
    """The end of the last line of the element from `start` to `end`: the deeper comments below it are its own.

    `least` is the smallest indentation of such a comment.
    """
    least = column(source, start) + 1 if least is None else least
    reached = line_end(source, end)
    for indent, blank, stop in lines_below(source, reached):
        if blank:
            continue
        if indent is None or indent < least:
            break
        reached = stop
    return reached


def lines_below(source: bytes, offset: int) -> list[tuple[int | None, bool, int]]:
    """The blank and comment lines directly below that of `offset`: indentation, whether blank, and their ends."""
    found: list[tuple[int | None, bool, int]] = []
    while (start := source.find(b"\n", offset) + 1) and start < len(source):
        offset = line_end(source, start)
        line = _LINE.match(source, start)
        blank = not source[start:offset].strip()
        if line is None or not (blank or line["comment"]):
            break
        found.append((None if blank else line.start("comment") - start, blank, offset))
    return found


def lines_above(source: bytes, offset: int, floor: int) -> list[tuple[bool, int]]:
    """The blank and comment lines directly above that of `offset`, nearest first: whether blank, and their starts.

    None of them starts before `floor`: what looks like a comment there may be text.
    """
    found: list[tuple[bool, int]] = []
    start = line_start(source, offset)
    while start > max(floor, line_start(source, 0)):
        above = line_start(source, start - 1)
        text = source[above : start - 1].strip()
        if above < floor or (text and not text.startswith(b"#")):
            break
        found.append((not text, above))
        start = above
    return found
