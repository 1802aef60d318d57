"""How a YAML file is written: indentation, dashes, quotes, brackets. And writing new values the same way."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from migrator.syntax.yaml.layout import alone, column, elements_of, skip
from migrator.syntax.yaml.node import YamlNode
from migrator.syntax.yaml.quoting import Quotes, quotes_of, scalar
from migrator.text import line_ending


@dataclass(frozen=True, slots=True)
class YamlStyle:
    """The habits of one file. `unit` and `dash` are blanks: of a nested mapping, and before a key's sequence.

    `brackets` holds the kinds that are always written in brackets.
    """

    unit: int = 2
    dash: int = 2
    newline: bytes = b"\n"
    keys: Quotes = field(default_factory=lambda: Quotes(plain=True))
    values: Quotes = field(default_factory=Quotes)
    padding: bytes = b" "
    list_padding: bytes = b""
    brackets: frozenset[str] = frozenset()

    def inline(self, value: Any) -> bool:
        """Whether `value` stands on its key's line: a scalar, an empty value, or what this file puts in brackets."""
        if not value or not isinstance(value, dict | list):
            return True
        kind = "mapping" if isinstance(value, dict) else "sequence"
        items = value.values() if isinstance(value, dict) else value
        return kind in self.brackets and not any(isinstance(item, dict | list) for item in items)

    def flow(self, value: Any, keys: Quotes | None = None, values: Quotes | None = None, inside: bool = True) -> bytes:
        """`value` on one line; `inside` tells that it stands in brackets."""
        keys, values = keys or self.keys, values or self.values
        if isinstance(value, dict):
            inner = [scalar(key, keys, True) + b": " + self.flow(item, keys, values) for key, item in value.items()]
            return b"{" + self.padding + b", ".join(inner) + self.padding + b"}" if inner else b"{}"
        if isinstance(value, list):
            inner = [self.flow(item, keys, values) for item in value]
            return b"[" + self.list_padding + b", ".join(inner) + self.list_padding + b"]" if inner else b"[]"
        return scalar(value, values, inside)

    def lines(self, value: Any, indent: int, keys: Quotes | None = None, values: Quotes | None = None) -> list[bytes]:
        """The lines of a mapping or sequence that is not empty, the first without its indentation."""
        if isinstance(value, dict):
            parts = [self.member(key, item, indent, keys, values) for key, item in value.items()]
        else:
            parts = [self.item(item, indent, values) for item in value]
        found = [line for part in parts for line in (b" " * indent + part[0], *part[1:])]
        return [found[0][indent:], *found[1:]]

    def member(
        self, key: str, value: Any, indent: int, keys: Quotes | None = None, values: Quotes | None = None
    ) -> list[bytes]:
        """The lines of a member of a mapping with that indentation, the first without it."""
        name = scalar(key, keys or self.keys, False) + b":"
        if self.inline(value):
            return [name + b" " + self.flow(value, None, values, inside=False)]
        inner = indent + (self.unit if isinstance(value, dict) else self.dash)
        first, *rest = self.lines(value, inner)
        return [name, b" " * inner + first, *rest]

    def item(self, value: Any, indent: int, values: Quotes | None = None) -> list[bytes]:
        """The lines of an item of a sequence with that indentation, the first without it."""
        if self.inline(value):
            return [b"- " + self.flow(value, None, values, inside=False)]
        first, *rest = self.lines(value, indent + 2)
        return [b"- " + first, *rest]


def style_of(source: bytes, root: YamlNode) -> YamlStyle:
    """The habits of the file `source`, most of them from the first place that shows it."""
    units: list[int] = []
    dashes: list[int] = []
    keys: list[YamlNode] = []
    values: list[YamlNode] = []
    padding: dict[str, bytes] = {}
    shown: dict[str, set[bool]] = {"mapping": set(), "sequence": set()}
    for node in _nodes(root):
        keys += [key for key, _ in node.pairs]
        values += [value for value in (*node.elements, *(value for _, value in node.pairs)) if value.kind == "scalar"]
        if node.items:
            shown[node.kind].add(node.flow)
        if node.items and node.flow:
            blanks = source[node.start + 1 : skip(source, node.start + 1)]
            padding.setdefault(node.kind, blanks if not blanks.strip(b" ") else b"")
        for element in (elements_of(source, node) or ()) if not node.flow and node.kind == "mapping" else ():
            held = element.value
            if held.items and not held.flow and not held.obstacle and alone(source, held.start):
                (units if held.kind == "mapping" else dashes).append(
                    column(source, held.start) - column(source, element.start)
                )
    unit = next(iter(units), 2)
    return YamlStyle(
        unit=unit,
        dash=next(iter(dashes), unit),
        newline=line_ending(source),
        keys=quotes_of(keys, Quotes(plain=True, mark=quotes_of(values, Quotes()).mark)),
        values=quotes_of(values, Quotes(mark=quotes_of(keys, Quotes()).mark)),
        padding=padding.get("mapping", b" "),
        list_padding=padding.get("sequence", b""),
        brackets=frozenset(kind for kind, flows in shown.items() if flows == {True}),
    )


def _nodes(root: YamlNode) -> Iterator[YamlNode]:
    """Every mapping and sequence, outer before inner; what an alias repeats is not looked into again."""
    waiting = [root]
    while waiting:
        node = waiting.pop()
        if not node.obstacle.startswith("the alias"):
            yield node
            children = [*node.elements, *(value for _, value in node.pairs)]
            waiting += [child for child in reversed(children) if child.kind != "scalar"]
