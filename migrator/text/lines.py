"""Lines of bytes: where a byte offset is, and how lines end.

Only LF ends a line, alone or after CR. `bytes.splitlines` would also split at a lone CR, `str.splitlines` even
at U+2028, and then line numbers differ from those of git and every editor.
"""

from __future__ import annotations

from bisect import bisect_right
from typing import NamedTuple

from migrator.text.span import Span


class Position(NamedTuple):
    """A place in a text.

    line    from 1
    column  from 1, in characters
    """

    line: int
    column: int


class LineIndex:
    """Turns byte offsets of one source into positions."""

    def __init__(self, source: bytes) -> None:
        self._source = source
        self._starts = [0]
        offset = source.find(b"\n")
        while offset != -1:
            self._starts.append(offset + 1)
            offset = source.find(b"\n", offset + 1)

    def position(self, offset: int) -> Position:
        """The position of the byte at `offset`; bytes that are not UTF-8 count as one character each."""
        line = bisect_right(self._starts, offset)
        before = self._source[self._starts[line - 1] : offset]
        return Position(line, len(before.decode("utf-8", "replace")) + 1)

    def line_start(self, line: int) -> int:
        """The byte offset at which `line` (from 1) starts."""
        return self._starts[line - 1]


def line_ending(source: bytes) -> bytes:
    """What ends the first line of `source`, CRLF or LF; LF where it has no line end."""
    first = source.find(b"\n")
    return b"\r\n" if first > 0 and source[first - 1 : first] == b"\r" else b"\n"


def split_lines(source: bytes) -> list[bytes]:
    """The lines of `source` with their endings; joined they are `source` again."""
    lines = source.split(b"\n")
    ended = [line + b"\n" for line in lines[:-1]]
    return [*ended, lines[-1]] if lines[-1] else ended


def with_line_end(source: bytes, span: Span) -> Span:
    """`span` and the line end right behind it; `span` itself where anything else follows on its line."""
    ending = next((one for one in (b"\r\n", b"\n") if source.startswith(one, span.end)), b"")
    return Span(span.start, span.end + len(ending))
