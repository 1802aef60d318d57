"""Types as TypeScript writes them out, read so far that the order of their parts doesn't matter."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

Shape = str | Mapping[str, "Shape"]
"""An object type by its members, anything else as text; of unions the parts are sorted."""

_TOKEN = re.compile(
    r'"(?:[^"\\]|\\.)*"|\'(?:[^\'\\]|\\.)*\'|`(?:[^`\\]|\\.)*`|=>|[{}()\[\]<>;,|:?]|[^\s"\'`{}()\[\]<>;,|:?]+'
)
_CLOSING = {"(": ")", "[": "]", "<": ">"}
_SHOWN = 160
# Names come through the imports of a generated module, or by a file's path: neither says anything of the type.
_MODULE = re.compile(r'\bm\d+\.|import\("[^"]*"\)\.?')


def shape(text: str) -> Shape:
    """The type that `text` writes."""
    return _Reader(_TOKEN.findall(_MODULE.sub("", text))).union(frozenset())


def shown(one: Shape) -> str:
    """A type as text, its members in the order of their names."""
    if isinstance(one, str):
        return one
    return "{ " + "; ".join(f"{name}: {shown(of)}" for name, of in sorted(one.items())) + " }"


def differences(place: str, before: Shape, after: Shape) -> Iterator[str]:
    """Each member that is not what it was, by its place."""
    if isinstance(before, str) or isinstance(after, str):
        if shown(before) != shown(after):
            yield f"{place}: {_short(before)} -> {_short(after)}"
        return
    for name in sorted({*before, *after}):
        at = f"{place}[{name}]" if name.startswith('"') else f"{place}.{name}"
        if name not in after:
            yield f"{at}: {_short(before[name])} is gone"
        elif name not in before:
            yield f"{at}: {_short(after[name])} is new"
        else:
            yield from differences(at, before[name], after[name])


def _short(one: Shape) -> str:
    text = shown(one)
    return text if len(text) <= _SHOWN else text[:_SHOWN] + "…"


class _Reader:
    def __init__(self, tokens: list[str]) -> None:
        self._tokens = tokens
        self._at = 0

    def union(self, ends: frozenset[str]) -> Shape:
        """Up to one of `ends`, which stays unread."""
        parts: list[list[Shape]] = [[]]
        while self._at < len(self._tokens) and self._tokens[self._at] not in ends:
            token = self._next()
            if token == "|":
                parts.append([])
            elif token == "{":
                parts[-1].append(self._members())
            elif token in _CLOSING:
                parts[-1].append(token + self._list(_CLOSING[token]) + _CLOSING[token])
            else:
                parts[-1].append(token)
        written = [part for part in parts if part]
        if len(written) == 1 and len(written[0]) == 1:
            return written[0][0]
        return " | ".join(sorted({" ".join(shown(one) for one in part) for part in written}))

    def _next(self) -> str:
        self._at += 1
        return self._tokens[self._at - 1]

    def _members(self) -> dict[str, Shape]:
        found: dict[str, Shape] = {}
        while self._at < len(self._tokens) and self._tokens[self._at] != "}":
            name = self._name()
            found[name] = self.union(frozenset({";", "}"}))
            while self._at < len(self._tokens) and self._tokens[self._at] == ";":
                self._at += 1
        self._at += 1
        return found

    def _name(self) -> str:
        """A member's name with its modifiers, up to the colon; of a call signature everything."""
        words: list[str] = []
        while self._at < len(self._tokens) and self._tokens[self._at] not in (";", "}"):
            token = self._next()
            if token == ":":
                break
            words.append(token + self._list(_CLOSING[token]) + _CLOSING[token] if token in _CLOSING else token)
        return " ".join(words).replace(" ?", "?")

    def _list(self, closing: str) -> str:
        parts: list[str] = []
        while self._at < len(self._tokens) and self._tokens[self._at] != closing:
            parts.append(shown(self.union(frozenset({",", ";", closing}))))
            if self._at < len(self._tokens) and self._tokens[self._at] in (",", ";"):
                self._at += 1
        self._at += 1
        return ", ".join(parts)
