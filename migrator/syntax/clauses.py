"""The names that an import or export clause lists, read from its text.

The grammar of these clauses is small and complete here; tree-sitter's is not (`export type { type } from "x"`).
"""

from __future__ import annotations

import re

from migrator.syntax.literals import unquoted
from migrator.syntax.patterns import END, NAME, SHORT_COMMENT, SHORT_STRING, SKIP
from migrator.syntax.references.reference import ImportedName
from migrator.text import Span

_WORD = rb"(?:" + NAME + rb"|" + SHORT_STRING + rb")"
_TOKEN = re.compile(SHORT_COMMENT + rb"|(?P<word>" + _WORD + rb")|(?P<comma>,)")
_AS = _WORD + SKIP + rb"as" + END + SKIP + _WORD
_TYPE = rb"type" + END + SKIP
_ONE = rb"(?:" + rb"|".join((_TYPE + _AS, _AS, _TYPE + _WORD, _WORD)) + rb")"
_LIST = re.compile(rb"\{" + SKIP + rb"(?:" + _ONE + SKIP + rb"(?:,|(?=\}))" + SKIP + rb")*+\}")


def is_list_of_names(braces: bytes) -> bool:
    """Whether `braces`, from `{` to `}`, is such a list. What only resembles one tells no names: `{ a b }`."""
    return _LIST.fullmatch(braces) is not None


def clause_names(source: bytes, clause: re.Match[bytes]) -> tuple[ImportedName, ...]:
    """What the statement behind `clause` takes: default, namespace and braced names, in source order."""
    groups = clause.groupdict()
    type_only = groups["type"] is not None
    names: list[ImportedName] = []
    if groups.get("default") is not None:
        span = Span(*clause.span("default"))
        names.append(ImportedName("default", word(source, span.start, span.end), span, type_only))
    if groups["namespace"] is not None:
        local = word(source, *clause.span("namespace"))
        names.append(ImportedName("*", local, Span(*clause.span("star")), type_only))
    if groups.get("braces") is not None:
        names += braced_names(source, Span(*clause.span("braces")), type_only)
    return tuple(names)


def braced_names(source: bytes, braces: Span, type_only: bool, offset: int = 0) -> tuple[ImportedName, ...]:
    """The names in `{ a, type b as c, "d-e" as f }`; with `type_only` all of them are types.

    Where `source` is only a part of the file, from `offset` on, the spans are those in the file.
    """
    names: list[ImportedName] = []
    words: list[tuple[int, int]] = []
    for token in _TOKEN.finditer(source, braces.start + 1, braces.end - 1):
        if token.lastgroup == "word":
            words.append(token.span())
        elif token.lastgroup == "comma" and words:
            names.append(_name(source, words, type_only, offset))
            words = []
    if words:
        names.append(_name(source, words, type_only, offset))
    return tuple(names)


def _name(source: bytes, words: list[tuple[int, int]], type_only: bool, offset: int) -> ImportedName:
    # `a` | `type a` | `a as b` | `type a as b`: the number of words tells them apart, even where a name is
    # itself `type` or `as`.
    marked = len(words) in (2, 4)
    imported = word(source, *words[1 if marked else 0])
    local = word(source, *words[-1]) if len(words) > 2 else imported
    return ImportedName(imported, local, Span(offset + words[0][0], offset + words[-1][1]), type_only or marked)


def word(source: bytes, start: int, end: int) -> str:
    """The name from `start` to `end`, which may be quoted or hold escapes."""
    text = source[start:end]
    return unquoted(text[1:-1] if text[:1] in (b'"', b"'") else text)
