"""Text that is written for people: documents, and the comments of modules."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from migrator.api import Module, is_source

_MARKDOWN = re.compile(r"\.(md|mdx|markdown|mdc)$", re.IGNORECASE)
_DOCUMENT = re.compile(
    r"\.(md|mdx|markdown|mdc|txt|rst|adoc)$|(^|/)\.(cursorrules|windsurfrules|clinerules)$|(^|/)\.cursor/rules/[^/]+$",
    re.IGNORECASE,
)
# Records of how things were, output, and text that programs read.
_LEFT = re.compile(
    r"(^|/)(changelog|changes|history|release[-_]?notes?)[^/]*$"
    r"|(^|/)(node_modules|dist|build|out|coverage|\.next|\.turbo|\.output|\.changeset|changelogs?|releases?)/"
    r"|(^|/)(adrs?|decisions|rfcs?|postmortems?|incidents?|archive|migrations?|blog)/"
    r"|(^|/)(__snapshots__|__fixtures__|fixtures|testdata|generated|__generated__)/|\.(gen|generated)\.[cm]?[jt]sx?$"
    r"|(^|/)(requirements|constraints|robots|humans|cmakelists)[^/]*\.txt$",
    re.IGNORECASE,
)
_FENCE = re.compile(r"^(?:[ \t>]|[-*+] |\d+[.)] )*(`{3,}|~{3,})[ \t]*(\w*)(.*)$")
_FRONT_MATTER = re.compile(r"\ufeff?---[ \t]*\r?\n.*?\n---[ \t]*\r?(?:\n|$)", re.DOTALL)
_URL = re.compile(r"[A-Za-z][\w+.-]*://[^\s<>\"'`)\]]+")
_LINK = re.compile(
    r"\]\([ \t]*<?([^()\s<>#?]+)|^[ ]{0,3}\[[^\]\n]+\]:[ \t]*<?([^\s<>#?]+)|\b(?:href|src)=[\"']([^\"'\s#?]+)",
    re.MULTILINE,
)
_CODE_SPAN = re.compile(r"(?<!`)(`+)(?!`)(.+?)(?<!`)\1(?!`)")
# Fences that say what to write or to run; all others show settings, a patch, a drawing, or what a program printed.
_CODE = re.compile(r"[cm]?[jt]s|[jt]sx|typescript|javascript|vue|svelte|(ba|z|fi)?sh|shell")
_PRAGMA = re.compile(r"@(ts|vitest|jest)-|@jsx|\b(eslint|prettier|biome|oxlint|webpack\w+:)|sourceMappingURL|///\s*<")
_STARTS_ANEW = re.compile(r"^[\s>]*+(?://+|/\*+|\*+/?)?\s*+(?:$|[-*+|#]|\d+[.)]\s|@\w|`{3}|~{3})")


@dataclass(frozen=True)
class Line:
    """One line: where it starts and ends in the text, and whether it lies in a fence, of which language."""

    start: int
    end: int
    fence: str | None = None


class Prose:
    """A document, or comments that belong together. `base` is the byte at which its text starts in the file."""

    def __init__(self, path: str, source: bytes, base: int = 0, *, is_comment: bool = False) -> None:
        # Bytes that are not UTF-8 come as surrogate escapes, so that offsets can be told all the same.
        self.text = source.decode("utf-8", "surrogateescape")
        self.base = base
        self.is_comment = is_comment
        self.is_markdown = not is_comment and _MARKDOWN.search(path) is not None

    def offset(self, index: int) -> int:
        """The byte of the file at which the character at `index` starts."""
        return self.base + len(self.text[:index].encode("utf-8", "surrogateescape"))

    @cached_property
    def lines(self) -> tuple[Line, ...]:
        """The lines; those of a fence include the lines that open and close it."""
        found: list[Line] = []
        start, mark, language = 0, "", ""
        for text in self.text.split("\n"):
            fence = _FENCE.match(text.rstrip("\r")) if self.is_markdown else None
            opens = fence is not None and not mark and not (fence[1][0] == "`" and "`" in fence[3])
            if fence is not None and opens:
                mark, language = fence[1], fence[2].lower()
            found.append(Line(start, start + len(text), language if mark else None))
            if fence is not None and not opens and fence[1].startswith(mark) and not (fence[2] or fence[3].strip()):
                mark = ""
            start += len(text) + 1
        return tuple(found)

    @cached_property
    def links(self) -> tuple[tuple[int, int], ...]:
        """Where the targets of links stand; none of what a fence shows."""
        found = [match.span(match.lastindex or 0) for match in _LINK.finditer(self.text)] if self.is_markdown else []
        return tuple(span for span in found if self.line_at(span[0]).fence is None)

    @cached_property
    def _masked(self) -> tuple[tuple[int, int], ...]:
        front = _FRONT_MATTER.match(self.text) if self.is_markdown else None
        return (*(match.span() for match in _URL.finditer(self.text)), *([front.span()] if front else ()))

    def line_at(self, index: int) -> Line:
        """The line that holds the character at `index`."""
        return self.lines[self.text.count("\n", 0, index)]

    def is_left(self, index: int) -> bool:
        """Whether the place is in a URL, in what a document only shows, or in a comment that is for a tool."""
        line = self.line_at(index)
        if self.is_comment:
            alone = self.text[line.start : line.end]
            if _PRAGMA.search(alone if alone.lstrip().startswith("//") else self.passage(index)):
                return True
        is_shown = line.fence is not None and not _CODE.fullmatch(line.fence)
        return is_shown or any(start <= index < end for start, end in self._masked)

    def passage(self, index: int) -> str:
        """The paragraph or item around the character at `index`; inside a fence the line alone."""
        number = self.text.count("\n", 0, index)
        first = last = number
        if self.lines[number].fence is None:
            while first > 0 and not self._starts_anew(first):
                first -= 1
            while last + 1 < len(self.lines) and not self._starts_anew(last + 1):
                last += 1
        return self.text[self.lines[first].start : self.lines[last].end]

    def is_command(self, start: int, end: int) -> bool:
        """Whether the place is code with more to it than a path, so that it matters where it is run."""
        line = self.line_at(start)
        if line.fence is not None:
            return True
        for span in _CODE_SPAN.finditer(self.text, line.start, line.end):
            if span.start(2) <= start and end <= span.end(2):
                before, after = self.text[span.start(2) : start], self.text[end : span.end(2)]
                return bool(before.strip()) or " " in after.strip()
        return False

    def heads_a_drawing(self, index: int) -> bool:
        """Whether the lines below draw what is in a folder that is named here."""
        number = self.text.count("\n", 0, index) + 1
        below = self.lines[number] if number < len(self.lines) else Line(0, 0)
        return re.match(r"[\s/*]*([├└│]|[|`+]--)", self.text[below.start : below.end]) is not None

    def _starts_anew(self, number: int) -> bool:
        line, before = self.lines[number], self.lines[number - 1]
        ended = self.is_comment and self.text[before.start : before.end].rstrip().endswith("*/")
        return ended or line.fence is not None or _STARTS_ANEW.match(self.text[line.start : line.end]) is not None


def is_prose(path: str) -> bool:
    """Whether the file is a document or a module that is written for today, neither a record nor output."""
    return (is_source(path) or is_document(path)) and not _LEFT.search(path)


def is_document(path: str) -> bool:
    """Whether the file is a document."""
    return _DOCUMENT.search(path) is not None and not is_source(path)


def comments_of(module: Module) -> Iterator[Prose]:
    """The comments of a module, those that follow each other as one; none where the parser was at a loss."""
    if module.errors:
        return
    start = end = -1
    for comment in module.root.descendants("comment"):
        if end >= 0 and module.source[end : comment.span.start].strip():
            yield Prose(module.path, module.source[start:end], start, is_comment=True)
            start = -1
        start, end = (comment.span.start if start < 0 else start), comment.span.end
    if end >= 0:
        yield Prose(module.path, module.source[start:end], start, is_comment=True)
