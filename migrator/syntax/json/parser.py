"""JSON with comments and trailing commas, read into values that know where they stand.

What TypeScript, npm and editors take as `jsonc`: `//` and `/* */` comments, one comma after the last element, a
byte order mark. Not JSON5: keys and strings are in double quotes.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from typing import Any, Literal

from migrator.errors import Location, MigratorError
from migrator.text import LineIndex

BYTE_ORDER_MARK = b"\xef\xbb\xbf"
DEPTH_LIMIT = 128
"""How deep objects and arrays may nest; no real manifest comes near, and deeper ones exhaust the stack."""

_TRIVIA = re.compile(rb"(?:[ \t\r\n]++|//[^\r\n]*+|/\*.*?\*/)*+", re.DOTALL)
_STRING = re.compile(rb'"[^"\\\x00-\x1f]*+(?:\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})[^"\\\x00-\x1f]*+)*+"')
_NUMBER = re.compile(rb"-?(?:0|[1-9][0-9]*)(\.[0-9]+)?([eE][-+]?[0-9]+)?")
_WORD = re.compile(rb"[A-Za-z_$][\w$]*")
_WORDS: dict[bytes, bool | None] = {b"true": True, b"false": False, b"null": None}


class JsonSyntaxError(MigratorError):
    """The bytes are not JSON with comments; `location` is where they stop being it."""


@dataclass(slots=True)
class JsonElement:
    """A member of an object or an item of an array. Offsets are bytes; `comma` is that of the comma after it."""

    start: int
    value: JsonNode
    key: str | None = None
    comma: int | None = None

    @property
    def end(self) -> int:
        """The offset after the value and its comma."""
        return self.value.end if self.comma is None else self.comma + 1


@dataclass(slots=True)
class JsonNode:
    """One value of a document: where it starts and ends, and what it holds."""

    kind: Literal["object", "array", "scalar"]
    start: int
    end: int = 0
    scalar: str | int | float | bool | None = None
    elements: list[JsonElement] = field(default_factory=list)

    def plain(self) -> Any:
        """The value as Python has it; of equal keys the last counts."""
        if self.kind == "object":
            return {element.key: element.value.plain() for element in self.elements}
        if self.kind == "array":
            return [element.value.plain() for element in self.elements]
        return self.scalar

    def element(self, key: str | int) -> JsonElement | None:
        """The member named `key` (the last of several), or the item at that index, which counts from 0."""
        if self.kind == "array":
            known = isinstance(key, int) and 0 <= key < len(self.elements)
            return self.elements[int(key)] if known else None
        return next((element for element in reversed(self.elements) if element.key == key), None)


class JsonParser:
    """Reads one document. Raises JsonSyntaxError at the first byte that does not belong."""

    def __init__(self, source: bytes, path: str) -> None:
        self._source = source
        self._path = path
        try:
            source.decode()
        except UnicodeDecodeError as error:
            raise self._error("this is not UTF-8", error.start) from None

    def parse(self) -> JsonNode:
        """The outermost value."""
        start = len(BYTE_ORDER_MARK) if self._source.startswith(BYTE_ORDER_MARK) else 0
        node = self._value(self._skip(start), DEPTH_LIMIT)
        end = self._skip(node.end)
        if end < len(self._source):
            raise self._error("the document ended before this", end)
        return node

    def _value(self, at: int, depth: int) -> JsonNode:
        opening = self._source[at : at + 1]
        if opening == b'"':
            text, end = self._string(at)
            return JsonNode("scalar", at, end, text)
        if opening in (b"{", b"["):
            return self._container(at, depth)
        if number := _NUMBER.match(self._source, at):
            return JsonNode("scalar", at, number.end(), self._number(number))
        word = _WORD.match(self._source, at)
        if word and word.group() in _WORDS:
            return JsonNode("scalar", at, word.end(), _WORDS[word.group()])
        raise self._error("a value is expected here", at)

    def _container(self, at: int, depth: int) -> JsonNode:
        if not depth:
            raise self._error(f"objects and arrays are nested more than {DEPTH_LIMIT} deep", at)
        keyed = self._source[at : at + 1] == b"{"
        closing = b"}" if keyed else b"]"
        node = JsonNode("object" if keyed else "array", at)
        offset = self._skip(at + 1)
        while self._source[offset : offset + 1] != closing:
            if node.elements and node.elements[-1].comma is None:
                raise self._error(f"`,` or `{closing.decode()}` is expected here", offset)
            key, start = None, offset
            if keyed:
                key, offset = self._key(offset)
            element = JsonElement(start, self._value(offset, depth - 1), key)
            node.elements.append(element)
            offset = self._skip(element.value.end)
            if self._source[offset : offset + 1] == b",":
                element.comma = offset
                offset = self._skip(offset + 1)
        node.end = offset + 1
        return node

    def _key(self, at: int) -> tuple[str, int]:
        if self._source[at : at + 1] != b'"':
            raise self._error("a key in double quotes, or `}`, is expected here", at)
        key, end = self._string(at)
        colon = self._skip(end)
        if self._source[colon : colon + 1] != b":":
            raise self._error("`:` is expected here", colon)
        return key, self._skip(colon + 1)

    def _string(self, at: int) -> tuple[str, int]:
        found = _STRING.match(self._source, at)
        if found is None:
            raise self._error("this string is not ended on its line, or has an unknown escape", at)
        text = found.group()
        return json.loads(text) if b"\\" in text else text[1:-1].decode(), found.end()

    def _number(self, found: re.Match[bytes]) -> int | float:
        try:
            return float(found[0]) if found[1] or found[2] else int(found[0])
        except ValueError:
            raise self._error("this number is too long", found.start()) from None

    def _skip(self, at: int) -> int:
        found = _TRIVIA.match(self._source, at)
        end = found.end() if found else at
        if self._source.startswith(b"/*", end):
            raise self._error("this comment is not ended", end)
        return end

    def _error(self, message: str, at: int) -> JsonSyntaxError:
        if at >= len(self._source):
            message = f"{message}, but the file ends"
        return JsonSyntaxError(message, location=Location(self._path, *LineIndex(self._source).position(at)))
