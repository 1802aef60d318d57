"""Finds calls that take a module specifier first, import types among them, in the bytes alone."""

from __future__ import annotations

import re
from collections.abc import Iterator

from migrator.syntax.patterns import END, NAME, SHORT_COMMENT, SHORT_STRING, SKIP, TEMPLATE, TEMPLATE_TEXT
from migrator.syntax.references.candidate import Candidate
from migrator.syntax.references.forms import MOCKERS, Form
from migrator.text import Span

_DOT = SKIP + rb"[?!]?\." + SKIP
_IMPORT = re.compile(
    rb"import" + END + rb"(?=" + SKIP + rb"(?:\.|\())(?:" + _DOT + rb"(?P<phase>defer|source)" + END + rb")?+"
)
_RESOLVE = re.compile(rb"import" + _DOT + rb"meta" + _DOT + rb"resolve" + END)

_CREATED = re.compile(
    rb"(?:const|let|var)\s++(?P<name>"
    + NAME
    + rb")"
    + SKIP
    + rb"="
    + SKIP
    + rb"(?:[\w$]++\.)?createRequire"
    + SKIP
    + rb"\("
)
_METHODS = b"|".join(sorted({method.encode() for methods in MOCKERS.values() for method in methods}))
_MOCKER = re.compile(
    rb"(?P<object>"
    + b"|".join(map(str.encode, MOCKERS))
    + rb")"
    + END
    + _DOT
    + rb"(?P<method>"
    + _METHODS
    + rb")"
    + END
)
_CHAINED = re.compile(rb"\)" + _DOT + rb"(?P<method>" + _METHODS + rb")" + END)
_MOCK_MODULE = re.compile(rb"mock" + END + _DOT + rb"module" + END)
_MOCK_WORDS = (b"mock", b"Mock", b"Actual")

_OPEN = re.compile(SKIP + rb"(?:[?]\.)?+" + SKIP + rb"!?(?P<open>[(<])")
_PARENTHESIS = re.compile(SKIP + rb"\(")
_IMPORT_ARGUMENT = re.compile(SKIP + rb"import" + SKIP + rb"\(")
_ARGUMENT = re.compile(
    SKIP + rb"(?:(?P<literal>" + SHORT_STRING + rb"|" + TEMPLATE + rb")(?P<whole>" + SKIP + rb"[,)])?+"
    rb"|(?P<begun>`" + TEMPLATE_TEXT + rb"*+\$))"
)  # fmt: skip
_BRACKET = re.compile(
    SHORT_COMMENT + rb"|" + SHORT_STRING + rb"|" + TEMPLATE + rb"|=>|(?P<open>[<({\[])|(?P<close>[>)}\]])"
)
_LONGEST_TYPE_ARGUMENTS = 4096


def _require(name: bytes) -> re.Pattern[bytes]:
    return re.compile(re.escape(name) + END + rb"(?P<resolve>" + _DOT + rb"resolve" + END + rb")?+")


def call_candidates(source: bytes, start: int = 0) -> Iterator[Candidate]:
    """Everything in `source`, from `start` on, that reads like a call with a module specifier.

    A mock comes before the import in it.
    """
    if any(source.find(word, start) >= 0 for word in _MOCK_WORDS):
        yield from _mocks(source, start)
    if source.find(b"import", start) >= 0:
        for match in _IMPORT.finditer(source, start):
            callee = f"import.{match['phase'].decode()}" if match["phase"] else "import"
            yield from _call(Form.DYNAMIC_IMPORT, match.start(), callee, source, match.end())
        for match in _RESOLVE.finditer(source, start):
            yield from _call(Form.IMPORT_META_RESOLVE, match.start(), "import.meta.resolve", source, match.end())
    for pattern in _require_patterns(source):
        for match in pattern.finditer(source, start):
            if match["resolve"] is None:
                yield from _call(Form.REQUIRE, match.start(), "require", source, match.end())
            else:
                yield from _call(Form.REQUIRE_RESOLVE, match.start(), "require.resolve", source, match.end())


def _require_patterns(source: bytes) -> Iterator[re.Pattern[bytes]]:
    """What finds `require`, and the names that the source itself gives to what `createRequire` returns."""
    if b"require" in source:
        yield _require(b"require")
    if b"createRequire" in source:
        names = {match["name"] for match in _CREATED.finditer(source)} - {b"require"}
        yield from map(_require, sorted(names))


def _mocks(source: bytes, start: int) -> Iterator[Candidate]:
    for match in _MOCKER.finditer(source, start):
        mocker, method = match["object"].decode(), match["method"].decode()
        form = MOCKERS[mocker].get(method)
        if form is not None:
            yield from _call(form, match.start(), f"{mocker}.{method}", source, match.end())
    for match in _CHAINED.finditer(source, start):
        method = match["method"].decode()
        yield from _call(Form.MOCK, match.start("method"), method, source, match.end(), chained=True)
    for match in _MOCK_MODULE.finditer(source, start):
        yield from _call(Form.MOCK, match.start(), "mock.module", source, match.end())


def _call(form: Form, start: int, callee: str, source: bytes, at: int, *, chained: bool = False) -> Iterator[Candidate]:
    opened = _OPEN.match(source, at)
    if opened is None:
        return
    inside = opened.end()
    if opened["open"] == b"<":
        parenthesis = _PARENTHESIS.match(source, _behind_type_arguments(source, inside))
        if parenthesis is None:
            return
        inside = parenthesis.end()
    wrapped = _IMPORT_ARGUMENT.match(source, inside) if form is Form.MOCK else None
    argument = _ARGUMENT.match(source, wrapped.end() if wrapped else inside)
    if argument is None:
        return
    literal = Span(*argument.span("literal" if argument["literal"] is not None else "begun"))
    yield Candidate(
        form, start, literal, literal.end, callee, open=inside - 1, chained=chained, doubtful=argument["whole"] is None
    )


def _behind_type_arguments(source: bytes, inside: int) -> int:
    """The offset behind the `>` that closes the type arguments that start at `inside`; `inside` where nothing does."""
    depth = 1
    for bracket in _BRACKET.finditer(source, inside, inside + _LONGEST_TYPE_ARGUMENTS):
        depth += (bracket["open"] is not None) - (bracket["close"] is not None)
        if depth == 0:
            return bracket.end()
    return inside
