"""The members of a list in braces, each with the comments that are its own and with what separates it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from migrator.text import Span

_SEPARATOR = re.compile(rb"(?:\s++|//[^\n]*+\n|/\*(?:[^*]++|\*(?!/))*+\*/)*+([;,])")
_BEHIND = re.compile(rb"(?:[ \t]*(?://[^\r\n]*|/\*[^\n]*?\*/))?(?:[ \t]*\r?\n)?")
_BLANK_LINES = re.compile(rb"(?:[ \t]*\r?\n)*")
_OPENING = re.compile(rb"[ \t]*\r?\n")


@dataclass(frozen=True, slots=True)
class Members:
    """The members between two braces, each with what belongs to it. All spans are bytes of `source`.

    source      the module's source
    opening     the brace and the rest of its line
    stretches   of each member, in order: comments above it, its separator, a comment on its line; they start where
                `opening` ends, and end where `closing` starts
    separators  the separator of each, None where it has none
    closing     what is behind the last of them, with the brace
    """

    source: bytes
    opening: Span
    stretches: tuple[Span, ...]
    separators: tuple[Span | None, ...]
    closing: Span

    @classmethod
    def between(cls, source: bytes, braces: Span, members: Sequence[Span]) -> Members:
        """The members at the spans `members`, which are all that `braces` hold."""
        opened = _OPENING.match(source, braces.start + 1)
        opening = Span(braces.start, opened.end() if opened else braces.start + 1)
        start, limit = opening.end, braces.end - 1
        stretches: list[Span] = []
        separators: list[Span | None] = []
        for member in members:
            separator = _SEPARATOR.match(source, member.end, limit)
            behind = _BEHIND.match(source, separator.end() if separator else member.end, limit)
            separators.append(Span(*separator.span(1)) if separator else None)
            stretches.append(Span(start, behind.end() if behind else member.end))
            start = stretches[-1].end
        return cls(source, opening, tuple(stretches), tuple(separators), Span(start, braces.end))

    def text(self, chosen: Sequence[int]) -> bytes:
        """The list of the members at the indices `chosen` alone; the last of them is separated as the last of all was.

        What stands behind the last of all goes with that.
        """
        kept = [self.stretches[index].of(self.source) for index in chosen]
        last, given = self.stretches[chosen[-1]], self.separators[chosen[-1]]
        if given is not None and self.separators[-1] is None:
            kept[-1] = self.source[last.start : given.start] + self.source[given.end : last.end]
        opening, closing = self.opening.of(self.source), self.closing.of(self.source)
        if opening.endswith(b"\n"):
            kept[0] = _BLANK_LINES.sub(b"", kept[0], count=1)
        if chosen[-1] != len(self.stretches) - 1:
            closing = closing[len(closing[:-1].rstrip(b" \t")) :]
            kept[-1] = (
                kept[-1]
                if kept[-1].endswith(b"\n") or not opening.endswith(b"\n")
                else kept[-1] + opening[1:].lstrip(b" \t")
            )
        return opening + b"".join(kept) + closing
