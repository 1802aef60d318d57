"""Finds import and export statements, and `declare module`, in the bytes alone."""

from __future__ import annotations

import re
from collections.abc import Iterator

from migrator.syntax.clauses import is_list_of_names
from migrator.syntax.patterns import BRACES, END, NAME, SHORT_COMMENT, SHORT_STRING, SKIP
from migrator.syntax.references.candidate import Candidate
from migrator.syntax.references.forms import Form
from migrator.text import Span

_TYPE = rb"(?P<type>type)" + END + SKIP
_FROM = rb"from" + END + SKIP + rb"(?P<literal>" + SHORT_STRING + rb")"
_END = rb"(?:" + SKIP + rb"(?:with|assert)" + END + SKIP + BRACES + rb")?+(?:[ \t]*+;)?+"
# `type` and `source` are names where `from "x"` comes next, and keywords where another name does.
_NOT_FROM = rb"(?!from" + END + SKIP + rb"[\"'])"

# Only the first keyword is consumed, the rest is looked ahead at: what begins in a comment (`// see import`) must
# not swallow the statement on the next line.
_IMPORT = re.compile(
    rb"import" + END + rb"(?=(?P<rest>" + SKIP + rb"(?:(?P<side_effect>" + SHORT_STRING + rb")"
    rb"|(?:" + _TYPE + rb"(?=[{*]|" + NAME + rb")" + _NOT_FROM + rb")?"
    rb"(?:defer" + END + SKIP + rb"(?=\*)|source" + END + SKIP + rb"(?=" + NAME + rb")" + _NOT_FROM + rb")?"
    rb"(?:(?P<default>" + NAME + rb")" + SKIP + rb"(?:," + SKIP + rb"(?=[{*])|(?=from" + END + rb")))?+"
    rb"(?:(?P<star>\*" + SKIP + rb"as" + END + SKIP + rb"(?P<namespace>" + NAME + rb"))"
    rb"|(?P<braces>" + BRACES + rb")|)" + SKIP + _FROM + rb")" + _END + rb"))"
)
_EXPORT = re.compile(
    rb"export" + END + rb"(?=(?P<rest>" + SKIP + rb"(?:" + _TYPE + rb")?+"
    rb"(?:(?P<star>\*(?:" + SKIP + rb"as" + END + SKIP + rb"(?P<namespace>" + NAME + rb"|" + SHORT_STRING + rb"))?+)"
    rb"|(?P<braces>" + BRACES + rb"))" + SKIP + _FROM + _END + rb"))"
)
_EQUALS = re.compile(
    rb"import" + END + rb"(?=(?P<rest>" + SKIP + rb"(?:" + _TYPE + rb"(?=" + NAME + rb"))?"
    rb"(?P<star>(?P<namespace>" + NAME + rb"))" + SKIP + rb"=" + SKIP + rb"require" + SKIP + rb"\("
    + SKIP + rb"(?P<literal>" + SHORT_STRING + rb")" + SKIP + rb"\)(?:[ \t]*+;)?+))"
)  # fmt: skip
_EXPORTED = re.compile(rb"export" + END + SKIP + rb"(?=import)")
# The name of a module stands on the line of its keyword: https://github.com/microsoft/TypeScript/blob/main/src/compiler/parser.ts
_MODULE = re.compile(
    rb"module" + END + rb"(?=(?:[ \t]++|" + SHORT_COMMENT + rb")*+(?P<literal>" + SHORT_STRING + rb"))"
)


def statement_candidates(source: bytes, start: int = 0) -> Iterator[Candidate]:
    """Everything in `source`, from `start` on, that reads like an import, a re-export or a module declaration."""
    if source.find(b"import", start) >= 0:
        yield from map(_candidate, _IMPORT.finditer(source, start))
        if source.find(b"require", start) >= 0:
            exported = {match.end(): match.start() for match in _EXPORTED.finditer(source, start)}
            for match in _EQUALS.finditer(source, start):
                yield _statement(Form.IMPORT_EQUALS, match, exported.get(match.start()))
    if source.find(b"from", start) >= 0:
        yield from map(_candidate, _EXPORT.finditer(source, start))
    if source.find(b"module", start) >= 0:
        for match in _MODULE.finditer(source, start):
            literal = Span(*match.span("literal"))
            yield Candidate(Form.DECLARE_MODULE, match.start(), literal, literal.end)


def statement_at(source: bytes, offset: int) -> re.Match[bytes] | None:
    """The import of a module or the re-export that begins at `offset`, where one does.

    The match has the groups `rest` (all behind the keyword), and `side_effect`, or `literal`, `type`, `default`,
    `star`, `namespace` and `braces`; see `form_of`. What is in the braces may still be no list of names.
    """
    return _IMPORT.match(source, offset) or _EXPORT.match(source, offset)


def form_of(statement: re.Match[bytes]) -> Form:
    """The form of what `statement_at` found."""
    if statement.re is _EXPORT:
        everything = statement["braces"] is None and statement["namespace"] is None
        return Form.REEXPORT_ALL if everything else Form.REEXPORT
    return Form.IMPORT if statement["side_effect"] is None else Form.SIDE_EFFECT


def _candidate(match: re.Match[bytes]) -> Candidate:
    form = form_of(match)
    if form is Form.SIDE_EFFECT:
        return Candidate(form, match.start(), Span(*match.span("side_effect")), match.end("rest"))
    return _statement(form, match)


def _statement(form: Form, match: re.Match[bytes], start: int | None = None) -> Candidate:
    begin = match.start() if start is None else start
    braces = match.groupdict().get("braces")
    doubtful = not _is_text(match["rest"]) or (braces is not None and not is_list_of_names(braces))
    return Candidate(form, begin, Span(*match.span("literal")), match.end("rest"), clause=match, doubtful=doubtful)


def _is_text(source: bytes) -> bool:
    try:
        source.decode()
    except UnicodeDecodeError:
        return False
    return True
