"""Finds, in the bytes alone, every place that looks like a module reference.

It knows the grammar of every form, but not whether a place is code, a comment or text: that is for the syntax
tree to say (see `finder`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from migrator.syntax.patterns import END, SHORT_STRING, SKIP, TOP
from migrator.syntax.references.calls import call_candidates
from migrator.syntax.references.candidate import Candidate
from migrator.syntax.references.forms import Form
from migrator.syntax.references.statements import statement_candidates
from migrator.text import Span

_TRIPLE_SLASH = re.compile(
    rb"///[ \t]*+<reference[ \t]++(?:[\w-]++[ \t]*+=[ \t]*+" + SHORT_STRING + rb"[ \t]*+)*?"
    rb"(?P<kind>path|types)[ \t]*+=[ \t]*+(?P<literal>" + SHORT_STRING + rb")[^\r\n]*+"
)
_FROM = re.compile(rb"from" + END + rb"(?=" + SKIP + rb"(?P<literal>" + SHORT_STRING + rb"))")
# Paths from this file, to a bundler: `new URL("./worker.ts", import.meta.url)`, `import.meta.glob("./pages/*.tsx")`.
_URL = re.compile(
    rb"new" + END + SKIP + rb"URL" + SKIP + rb"\(" + SKIP + rb"(?P<literal>" + SHORT_STRING + rb")"
    rb"(?=" + SKIP + rb"," + SKIP + rb"import\.meta\.url\b)"
)  # fmt: skip
_GLOB = re.compile(
    rb"import\.meta\.glob(?:Eager)?+" + SKIP + rb"\(" + SKIP + rb"\[?+" + SKIP + rb"(?P<literal>" + SHORT_STRING + rb")"
)
_TOP = re.compile(TOP)


def candidates(source: bytes, start: int = 0) -> list[Candidate]:
    """Everything from `start` on that looks like a module reference, in source order.

    Of two for one specifier the outer comes first. Directives are those at the top, so none where `start` is not 0.
    """
    found = [*statement_candidates(source, start), *call_candidates(source, start)]
    found += _directives(source) if start == 0 and b"<reference" in source else ()
    found += _doubtful(source, start, {candidate.literal.start for candidate in found})
    return sorted(found, key=lambda candidate: candidate.literal)


def _directives(source: bytes) -> Iterator[Candidate]:
    # TypeScript takes such a comment for a directive only before the first statement.
    top: re.Match[bytes] | None = None
    for match in _TRIPLE_SLASH.finditer(source):
        top = top or _TOP.match(source)
        if top is None or match.start() >= top.end():
            return
        literal = Span(*match.span("literal"))
        yield Candidate(Form.TRIPLE_SLASH, match.start(), literal, match.end(), match["kind"].decode())


def _doubtful(source: bytes, start: int, known: set[int]) -> Iterator[Candidate]:
    """What no form explains: a `from "x"` behind a clause that can't be read, and files named by their place."""
    searches = [(_FROM, Form.IMPORT)] if source.find(b"from", start) >= 0 else []
    if source.find(b"import.meta", start) >= 0:
        searches += [(_URL, Form.DYNAMIC_IMPORT), (_GLOB, Form.DYNAMIC_IMPORT)]
    for pattern, form in searches:
        for match in pattern.finditer(source, start):
            literal = Span(*match.span("literal"))
            if literal.start not in known:
                yield Candidate(form, match.start(), literal, literal.end, doubtful=True)
