"""Finds the script in MDX: blocks of `import` and `export` between the prose.

As micromark-extension-mdxjs-esm has it, which MDX 2 and 3 are made of: a block starts with `import ` or `export ` at
the very start of a line, where no paragraph goes on, and ends with the first blank line at which what it has so far is
complete.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import accumulate

from migrator.syntax.hosts.script_regions import Host, may_hold_calls
from migrator.syntax.language import parse
from migrator.syntax.references.header import read_header
from migrator.text import Span

_ENDING = ".tsx"
_MARK = b"\xef\xbb\xbf"
_BEGINNINGS = (b"import ", b"export ")
_FENCE = re.compile(rb"(?:[ \t>]|[-*+] |\d+[.)] )*+(?P<mark>`{3,}+(?=[^`]*+$)|~{3,}+)")
_COMMENT = re.compile(rb"[ \t]*+(?:\{[ \t]*+(?P<braced>/\*)|<!--)")
# Headings, rules and the lines below which a title or front matter ends, tags and expressions on lines of their own.
_NO_PARAGRAPH = re.compile(
    rb"\s*+$|[ ]{0,3}#{1,6}(?:\s|$)|[ ]{0,3}(?:[-*_=][ \t]*+)++\s*+$|[ \t]*+(?:<|/>|[{}]).*[>}]\s*+$", re.DOTALL
)
_CODE_SPAN = re.compile(rb"(?<!`)(?P<mark>`++)[\s\S]{1,10000}?(?<!`)(?P=mark)(?!`)")
# So many blank lines may one statement have, and so many may all of a file's have together.
_MOST_PARTS = 50
_MOST_ATTEMPTS = 2_000


def read_mdx(path: str, source: bytes) -> Host:
    """The script of the MDX file at `path`."""
    may_call = may_hold_calls(source)
    top = source.removeprefix(_MARK)
    if not may_call and not any(top.startswith(word) or b"\n" + word in source for word in _BEGINNINGS):
        return Host(_ENDING)
    found = _Reading(path, source, may_call=may_call)
    found.read()
    template = [span for line in found.prose for span in _without_code(source, line)] if may_call else []
    return Host(_ENDING, tuple(found.regions), template=tuple(template))


class _Reading:
    """Goes through the lines of `source`. `prose` are the stretches in which MDX has text, tags and expressions."""

    def __init__(self, path: str, source: bytes, *, may_call: bool) -> None:
        self.grammar = path + _ENDING
        self.source = source
        first = len(_MARK) if source.startswith(_MARK) else 0
        self.lines = source[first:].splitlines(keepends=True)
        self.starts = list(accumulate(map(len, self.lines), initial=first))
        self.regions: list[Span] = []
        self.prose: list[Span] = []
        self._has_template = may_call
        self._never_closed: set[bytes] = set()
        self._attempts = 0

    def read(self) -> None:
        at = self._behind_front_matter()
        may_start = True
        while at < len(self.lines):
            line = self.lines[at]
            end = self._behind_fence(at) or self._behind_comment(at)
            if end is None and may_start and line.startswith(_BEGINNINGS):
                end = self._behind_script(at)
                self.regions.append(self._span(at, end))
            if end is not None:
                at, may_start = end, True
                continue
            may_start = _NO_PARAGRAPH.match(line) is not None
            if self._has_template:
                self._add_prose(self._span(at, at + 1))
            at += 1

    def _span(self, first: int, behind: int) -> Span:
        return Span(self.starts[first], self.starts[behind])

    def _add_prose(self, line: Span) -> None:
        if self.prose and self.prose[-1].end == line.start and self.source[line.start : line.end].strip():
            line = Span(self.prose.pop().start, line.end)
        self.prose.append(line)

    def _behind_front_matter(self) -> int:
        if self.lines and self.lines[0].rstrip() == b"---":
            closing = (at for at in range(1, len(self.lines)) if self.lines[at].rstrip() == b"---")
            return next(closing, -1) + 1
        return 0

    def _behind_fence(self, at: int) -> int | None:
        """The line behind the fenced code that starts in line `at`; None where none does."""
        opening = _FENCE.match(self.lines[at].rstrip(b"\r\n"))
        if opening is None:
            return None
        closing = re.compile(rb"[ \t>]*+" + opening["mark"] + opening["mark"][:1] + rb"*+\s*+$")
        quoted = b">" in opening[0]
        for one in range(at + 1, len(self.lines)):
            if closing.match(self.lines[one]):
                return one + 1
            if quoted and not self.lines[one].lstrip().startswith(b">"):
                return one
        return len(self.lines)

    def _behind_comment(self, at: int) -> int | None:
        """The line behind the comment that starts in line `at`; None where none does."""
        opening = _COMMENT.match(self.lines[at])
        if opening is None:
            return None
        mark = b"*/" if opening["braced"] else b"-->"
        end = -1 if mark in self._never_closed else self.source.find(mark, self.starts[at] + opening.end())
        if end < 0:
            self._never_closed.add(mark)
            return None
        return next(one for one in range(at + 1, len(self.starts)) if self.starts[one] > end)

    def _behind_script(self, at: int) -> int:
        """The line behind the block that starts in line `at`: that with the blank line which ends it, or a fence."""
        ends: list[int] = []
        for one in range(at + 1, len(self.lines) + 1):
            fence = one < len(self.lines) and _FENCE.match(self.lines[one].rstrip(b"\r\n")) is not None
            if one == len(self.lines) or fence or not self.lines[one].strip():
                ends.append(one)
                self._attempts += 1
                if self._is_complete(self._span(at, one).of(self.source)):
                    return one
                if fence or len(ends) == _MOST_PARTS or self._attempts > _MOST_ATTEMPTS:
                    break
        return ends[0]

    def _is_complete(self, script: bytes) -> bool:
        header = read_header(script)
        is_all = header is not None and header.end == len(script)
        return is_all or not parse(self.grammar, script).root_node.has_error


def _without_code(source: bytes, prose: Span) -> Sequence[Span]:
    """A stretch of prose without the code that it shows."""
    found: list[Span] = []
    start = prose.start
    for code in _CODE_SPAN.finditer(source, prose.start, prose.end):
        found.append(Span(start, code.start()))
        start = code.end()
    return [*found, Span(start, prose.end)]
