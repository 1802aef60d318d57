"""One value of a YAML file, and where it stands."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

from migrator.errors import UsageError
from migrator.text import Position


class YamlSyntaxError(UsageError):
    """One or more mistakes in a YAML file, all of them at once, each with its place."""

    def __init__(self, problems: list[UsageError]) -> None:
        super().__init__("\n".join(str(problem) for problem in problems))
        self.problems = problems


@dataclass(frozen=True, slots=True)
class YamlNode:
    """A value and where it starts. `value` is plain Python: dict, list, str, int, float, bool or None.

    `items` holds the nodes of a sequence, or the pairs of key and value of a mapping, in the order of the file.
    `start` and `end` are bytes, an anchor or tag included; a block ends where its last value does. `style` is a
    scalar's quote, `|` or `>`, and `flow` for what stands in brackets. `obstacle` names what an edit may not touch.
    """

    kind: Literal["mapping", "sequence", "scalar"]
    value: Any
    position: Position
    items: tuple[YamlNode, ...] | tuple[tuple[YamlNode, YamlNode], ...] = ()
    start: int = 0
    end: int = 0
    style: str = ""
    obstacle: str = ""

    @property
    def pairs(self) -> tuple[tuple[YamlNode, YamlNode], ...]:
        """The keys and values of a mapping; nothing for other kinds."""
        return tuple(item for item in self.items if isinstance(item, tuple))

    @property
    def elements(self) -> tuple[YamlNode, ...]:
        """The nodes of a sequence; nothing for other kinds."""
        return tuple(item for item in self.items if isinstance(item, YamlNode))

    @property
    def flow(self) -> bool:
        """Whether it is a sequence or mapping in brackets."""
        return self.style == "flow"

    def get(self, key: str) -> YamlNode | None:
        """The value of a mapping's `key`; None where there is none."""
        return next((value for name, value in self.pairs if name.value == key), None)

    def key(self, key: str) -> YamlNode | None:
        """The key itself, for its position."""
        return next((name for name, _ in self.pairs if name.value == key), None)


@dataclass(frozen=True, slots=True)
class YamlTree:
    """A file as an editor needs it: its first document, where that ends, and where a second one starts, in bytes."""

    root: YamlNode
    end: int
    second: int | None = None
