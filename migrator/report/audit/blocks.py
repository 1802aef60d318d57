"""The blocks that a document is made of, whatever it is rendered as."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeAlias


class Code:
    """Names as the code has them, several in a row between `joint`; `more` follows in plain words."""

    def __init__(self, *names: str, joint: str = ", ", more: str = "") -> None:
        self.names = names
        self.joint = joint
        self.more = more


Cell: TypeAlias = str | Code
"""What stands in a table: words, or names."""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Words, in which names may stand between backticks."""

    text: str


@dataclass(frozen=True, slots=True)
class Listing:
    """One point after the other."""

    points: Sequence[str]


@dataclass(frozen=True, slots=True)
class Table:
    """Rows below a head. One that has `folded` is shown when the reader asks for it, by these words."""

    head: tuple[str, ...]
    rows: Sequence[tuple[Cell, ...]]
    folded: str = ""


@dataclass(frozen=True, slots=True)
class Files:
    """Paths, as the tree of folders that they make."""

    paths: Sequence[str]


@dataclass(frozen=True, slots=True)
class Node:
    """A node of a graph, in a column; `kind` says what it is drawn as."""

    name: str
    column: int
    kind: str


@dataclass(frozen=True, slots=True)
class Graph:
    """Nodes, and who leads to whom; `about` says in words what it shows."""

    about: str
    nodes: tuple[Node, ...]
    edges: tuple[tuple[str, str], ...]


Block: TypeAlias = Paragraph | Listing | Table | Files | Graph


@dataclass(frozen=True, slots=True)
class Section:
    """Blocks below a heading."""

    title: str
    blocks: tuple[Block, ...]


_Nested: TypeAlias = dict[str, "_Nested"]


def tree_lines(paths: Sequence[str]) -> list[str]:
    """The folders and files of `paths` as lines of a tree, what they have in common first."""
    nested: _Nested = {}
    for path in sorted(paths):
        level = nested
        for part in path.split("/"):
            level = level.setdefault(part, {})
    head: list[str] = []
    while len(nested) == 1 and next(iter(nested.values())):
        name, nested = next(iter(nested.items()))
        head.append(name)
    return [f"{'/'.join(head)}/", *_branches(nested, "")]


def _branches(level: _Nested, indent: str) -> list[str]:
    lines = []
    # Files first, as they say what a folder is about.
    names = sorted(level, key=lambda name: (bool(level[name]), name))
    for name in names:
        last = name == names[-1]
        lines.append(f"{indent}{'└── ' if last else '├── '}{name}{'/' if level[name] else ''}")
        lines += _branches(level[name], indent + ("    " if last else "│   "))
    return lines
