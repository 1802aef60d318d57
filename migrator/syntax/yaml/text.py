"""A YAML file as characters, and where each of them is: PyYAML counts characters, everything else counts bytes."""

from __future__ import annotations

import re
from bisect import bisect_right
from itertools import accumulate

from migrator.errors import Location, UsageError
from migrator.syntax.yaml.node import YamlSyntaxError
from migrator.text import LineIndex, Position

BYTE_ORDER_MARK = b"\xef\xbb\xbf"


class YamlText:
    """`text` is the file without its byte order mark. Raises YamlSyntaxError where it is not UTF-8."""

    def __init__(self, source: bytes, path: str) -> None:
        self._path = path
        try:
            self.text = source.decode("utf-8-sig")
        except UnicodeDecodeError as error:
            place = LineIndex(source).position(error.start)
            raise YamlSyntaxError([self.error("this is not UTF-8", place)]) from None
        self._mark = len(source) - len(source.removeprefix(BYTE_ORDER_MARK))
        widths = None if self.text.isascii() else (len(character.encode()) for character in self.text)
        self._offsets = None if widths is None else [0, *accumulate(widths)]
        self._starts = [0, *(found.end() for found in re.finditer("\n", self.text))]

    def offset(self, index: int) -> int:
        """The byte at which the character `index` starts in the file."""
        return self._mark + (index if self._offsets is None else self._offsets[index])

    def position(self, index: int) -> Position:
        """Of a character; PyYAML's own count of lines takes U+2028 and a lone CR for line ends too."""
        line = bisect_right(self._starts, index)
        return Position(line, index - self._starts[line - 1] + 1)

    def error(self, message: str, position: Position) -> UsageError:
        """A mistake at `position`."""
        return UsageError(message, location=Location(self._path, *position))
