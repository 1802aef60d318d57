"""YAML files made up from a value: blocks or brackets, dashes indented or not, quotes, comments, line ends."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import Any

from hypothesis import strategies as st

Path = tuple[str | int, ...]

words = st.sampled_from(["a", "b", "c", "d", "B", "apps/*", "react", "^18.2.0", "workspace:*", "a b", "é", "x#y"])
texts = st.one_of(
    words,
    st.sampled_from(
        ["*", "@acme/db", "yes", "1.0", "1", "null", "~", "", " a", "a: b", "a #b", "- a", "#", "<<", "=", "|"]
    ),
    st.sampled_from(
        ["it's", 'say "x"', "a\nb", "\t", "\\", "2020-01-01", "1_000", "0x1F", "1e3", "on", "y", "catalog:", "[a]"]
    ),
    st.text(st.characters(exclude_categories=["Cs"]), max_size=5),
)
scalars = st.one_of(
    texts, texts, st.none(), st.booleans(), st.integers(-10, 10_000), st.floats(allow_nan=False, allow_infinity=False)
)
keys = st.one_of(
    st.sampled_from(
        ["a", "b", "c", "d", "packages", "catalog", "react", "zod", "@acme/db", "on", "1", "é", "a b", "*"]
    ),
    st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=3),
)
values = st.recursive(
    scalars,
    lambda inner: st.one_of(st.lists(inner, max_size=4), st.dictionaries(keys, inner, max_size=4)),
    max_leaves=10,
)
roots = st.one_of(
    st.dictionaries(keys, values, min_size=1, max_size=5),
    st.lists(values, min_size=1, max_size=4),
)


@dataclass
class Written:
    """A file, what it says, and whose each comment is: its number, the way to its owner, where."""

    source: bytes
    value: Any
    comments: list[tuple[int, Path, str]] = field(default_factory=list)


class Writer:
    def __init__(self, draw: st.DrawFn) -> None:
        self.draw = draw
        self.comments: list[tuple[int, Path, str]] = []
        self.unit = draw(st.sampled_from([2, 2, 4, 3]))

    def often(self, n: int = 4) -> bool:
        return self.draw(st.integers(1, n)) == 1

    def comment(self, path: Path, kind: str) -> str:
        self.comments.append((len(self.comments), path, kind))
        return f"# c{len(self.comments) - 1}: {self.draw(st.sampled_from(['x', 'a: b', '- a', ']', 'é']))}"

    def scalar(self, value: Any, key: bool = False, brackets: bool = False) -> str:
        if not isinstance(value, str):
            if value is None and not key and not brackets and self.often(3):
                return ""
            text = json.dumps(value)
            return text.replace("e", ".0e") if isinstance(value, float) and "." not in text else text
        simple = value.replace("/", "").replace("-", "").replace("é", "e")
        plain = simple.isascii() and simple.isalpha() and value[0] not in "-/" and value.lower() not in _WORDS
        style = self.draw(st.sampled_from(["plain", "single", "double"]))
        if plain and style != "double":
            return value
        if style == "single" and value.isprintable() and value.isascii():
            return "'" + value.replace("'", "''") + "'"
        return '"' + "".join(map(escaped, value)) + '"'

    def flow(self, value: Any) -> str:
        if isinstance(value, list):
            pad = " " if value and self.often() else ""
            return "[" + pad + ", ".join(map(self.flow, value)) + pad + "]"
        if isinstance(value, dict):
            pad = " " if value and self.often(2) else ""
            parts = [f"{self.scalar(key, key=True)}: {self.flow(item)}" for key, item in value.items()]
            return "{" + pad + ", ".join(parts) + pad + "}"
        return self.scalar(value, brackets=True)

    def above(self, path: Path, indent: int, first: bool) -> list[str]:
        lines = []
        if not first and self.often():
            lines.append("")
        if self.often(5):
            lines.append(" " * indent + self.comment(path, "above"))
        return lines

    def behind(self, path: Path) -> str:
        return "  " + self.comment(path, "behind") if self.often() else ""

    def block(self, value: Any, indent: int, path: Path, dashed: bool = False) -> list[str]:
        """The lines of a mapping or sequence that holds something; the first is to follow a dash where `dashed`."""
        lines: list[str] = []
        pairs = value.items() if isinstance(value, dict) else enumerate(value)
        for number, (key, item) in enumerate(pairs):
            here = (*path, key)
            above = [] if dashed and not number else self.above(here, indent, not number)
            if isinstance(value, dict):
                own = self.member(self.scalar(key, key=True) + ":", item, indent, here)
            else:
                own = self.item(item, indent, here)
            lines += [*above, " " * indent + own[0], *own[1:]]
            if not own[1:] and self.often(6):
                lines.append(" " * (indent + 1) + self.comment(here, "below"))
        return [lines[0][indent:], *lines[1:]] if dashed else lines

    def inline(self, value: Any) -> bool:
        return not isinstance(value, list | dict) or not value or self.often()

    def member(self, name: str, value: Any, indent: int, path: Path) -> list[str]:
        if self.inline(value):
            return [
                f"{name} {self.flow(value) if isinstance(value, list | dict) else self.scalar(value)}".rstrip(" ")
                + self.behind(path)
            ]
        inner = indent + (self.draw(st.sampled_from([0, 2, self.unit])) if isinstance(value, list) else self.unit)
        return [name + self.behind(path), *self.block(value, inner, path)]

    def item(self, value: Any, indent: int, path: Path) -> list[str]:
        if self.inline(value):
            return [
                f"- {self.flow(value) if isinstance(value, list | dict) else self.scalar(value)}".rstrip(" ")
                + self.behind(path)
            ]
        if self.often():
            return ["-" + self.behind(path), *self.block(value, indent + 2, path)]
        blanks = self.draw(st.sampled_from([1, 1, 3]))
        own = self.block(value, indent + 1 + blanks, path, dashed=True)
        return ["-" + " " * blanks + own[0], *own[1:]]


_WORDS = {"y", "n", "yes", "no", "on", "off", "true", "false", "null"}


def escaped(character: str) -> str:
    if character in '"\\':
        return "\\" + character
    return character if character.isprintable() else f"\\U{ord(character):08x}"


@st.composite
def documents(draw: st.DrawFn) -> Written:
    """Any file in the part of YAML that can be edited."""
    value = draw(roots)
    writer = Writer(draw)
    head = draw(st.sampled_from([[], [], ["---"], ["# head", ""], ["# head", "---"], ["", "# head"]]))
    lines = [*head, *writer.block(value, 0, ())]
    lines += draw(st.sampled_from([[], [], [""], ["# end"], ["", "# end"], ["..."]]))
    newline = draw(st.sampled_from(["\n", "\n", "\r\n"]))
    text = newline.join(lines) + draw(st.sampled_from([newline, newline, ""]))
    return Written((draw(st.sampled_from(["", "", "\ufeff"])) + text).encode(), value, writer.comments)
