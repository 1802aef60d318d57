"""What stands between the elements of a JSON document: blanks, line ends and comments.

A comment on an element's own line is that element's; comments on lines of their own are of what comes below.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from migrator.syntax.json.parser import BYTE_ORDER_MARK, JsonNode

_TOKEN = re.compile(rb"(?P<blank>[ \t]+)|(?P<line_end>\r\n|\r|\n)|(?P<line>//[^\r\n]*)|(?P<block>/\*.*?\*/)", re.DOTALL)
_INDENT = re.compile(rb"[ \t]*")


@dataclass(slots=True)
class GapLine:
    """One line's part of a gap: from `start` to `end`, its line end excluded. Offsets are bytes.

    `first` is where its comments start and `last` where they end; without comments `first` is where the next
    element or line end stands, and `last` where the line's part starts.
    """

    start: int
    end: int
    first: int
    last: int
    comment: bool = False
    line_comment: bool = False


def gap_lines(source: bytes, start: int, end: int) -> list[GapLine]:
    """The lines that the gap from `start` to `end` has a part of: at least one, more where it holds line ends."""
    lines = [GapLine(start, end, end, start)]
    for token in _TOKEN.finditer(source, start, end):
        line = lines[-1]
        if token.lastgroup == "line_end":
            line.end = token.start()
            line.first = min(line.first, line.end)
            lines.append(GapLine(token.end(), end, end, token.end()))
        elif token.lastgroup != "blank":
            line.first = line.first if line.comment else token.start()
            line.last = token.end()
            line.comment = True
            line.line_comment = token.lastgroup == "line"
    return lines


def gap_before(source: bytes, node: JsonNode, index: int) -> list[GapLine]:
    """The gap before element `index` of `node`; for the number of its elements, the gap before the closing bracket."""
    start = node.elements[index - 1].end if index else node.start + 1
    end = node.elements[index].start if index < len(node.elements) else node.end - 1
    return gap_lines(source, start, end)


def attached(lines: list[GapLine]) -> int:
    """Which line of a gap starts the comments directly above what follows the gap; the last where there are none."""
    first = len(lines) - 1
    while first > 1 and lines[first - 1].comment:
        first -= 1
    return first


def indent_at(source: bytes, offset: int) -> bytes:
    """The blanks at the start of the line that holds `offset`."""
    start = max(source.rfind(b"\n", 0, offset), source.rfind(b"\r", 0, offset)) + 1
    if not start and source.startswith(BYTE_ORDER_MARK):
        start = len(BYTE_ORDER_MARK)
    found = _INDENT.match(source, start)
    return found.group() if found else b""
