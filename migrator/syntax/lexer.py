"""Tells code from comments, strings, templates and regular expressions without a grammar.

A second opinion for places where the syntax tree is broken. It knows nothing of JSX; text between tags reads as
code, except that a lone quote in it ends with its line.
"""

from __future__ import annotations

import re
from bisect import bisect_right

from migrator.syntax.patterns import COMMENT, NAME, STRING, TEMPLATE_TEXT

_COMMENT = rb"(?P<comment>" + COMMENT + rb"|/\*[\s\S]*)"
_STRING = rb"|(?P<string>" + STRING + rb")"
_OTHER = (
    rb"|(?P<name>" + NAME + rb")|(?P<template>`)|(?P<open>\{)|(?P<close>\})|(?P<slash>/)|(?P<quote>[\"'])|(?P<other>\S)"
)
_TOKEN = re.compile(_COMMENT + _STRING + _OTHER)
_TOKEN_BUT_STRINGS = re.compile(_COMMENT + _OTHER)
_REGEX = re.compile(rb"/(?:[^/\\\[\r\n]++|\\[^\r\n]|\[(?:[^\]\\\r\n]++|\\[^\r\n])*+\])++/\w*+")
_TEMPLATE_PART = re.compile(TEMPLATE_TEXT + rb"*+(?P<end>`|\$\{)?+")
_BEFORE_REGEX = frozenset(
    b"return typeof case in of do else void delete throw new instanceof yield await extends".split()
)
_ENDS_VALUE = frozenset(b") ] }".split())
_FAILURES = 100
"""How many slashes of a line may turn out not to begin a regular expression, and quotes to begin no string.

For each of them the line is read to its end, which is not to happen as often as it has bytes.
"""


class TextMap:
    """Which bytes of `source` are code."""

    def __init__(self, source: bytes) -> None:
        self._starts: list[int] = []
        self._ends: list[int] = []
        self._line_end = self._failures = 0
        self._read(source)

    def is_code(self, offset: int) -> bool:
        """Whether the byte at `offset` lies outside of every comment, string, template text and regular expression."""
        index = bisect_right(self._starts, offset) - 1
        return index < 0 or offset >= self._ends[index]

    def _read(self, source: bytes) -> None:
        at, value_before = 0, False
        # One entry per open brace: whether it is the `${` of a template.
        braces: list[bool] = []
        while token := self._token(source, at):
            kind, at = token.lastgroup, token.end()
            if kind == "quote":
                self._failures += 1
            if kind == "comment":
                self._text(token.start(), at)
                continue
            in_template = kind == "template" or (kind == "close" and bool(braces) and braces.pop())
            if kind == "slash" and not value_before and (regex := self._regex(source, token.start())):
                at = regex.end()
                self._text(token.start(), at)
                value_before = True
            elif in_template:
                part = _TEMPLATE_PART.match(source, at)
                end = part.end() if part else at
                self._text(token.start(), end)
                at, value_before = end, True
                if part and part["end"] == b"${":
                    braces.append(True)
                    value_before = False
            else:
                if kind == "string":
                    self._text(token.start(), at)
                elif kind == "open":
                    braces.append(False)
                value_before = (
                    kind == "string"
                    or (kind == "name" and token[0] not in _BEFORE_REGEX)
                    or token[0] in _ENDS_VALUE
                    # `</p>` in JSX is a tag.
                    or token[0] == b"<"
                )

    def _token(self, source: bytes, at: int) -> re.Match[bytes] | None:
        if at >= self._line_end:
            end = source.find(b"\n", at)
            self._line_end, self._failures = (len(source) if end < 0 else end + 1), 0
        return (_TOKEN if self._failures < _FAILURES else _TOKEN_BUT_STRINGS).search(source, at)

    def _regex(self, source: bytes, start: int) -> re.Match[bytes] | None:
        found = _REGEX.match(source, start) if self._failures < _FAILURES else None
        self._failures += found is None
        return found

    def _text(self, start: int, end: int) -> None:
        self._starts.append(start)
        self._ends.append(end)
