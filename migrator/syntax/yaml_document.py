"""YAML with positions, by the core schema of YAML 1.2; the only home of PyYAML.

PyYAML's own loader takes `on` for true, lets a key come twice and forgets where things stood; so its events are
put together here.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Literal

import yaml

from migrator.errors import Location, UsageError
from migrator.syntax.yaml_scalar import typed
from migrator.text import LineIndex, Position

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
DEPTH_LIMIT = 100
"""How deep mappings and sequences may nest."""
SIZE_LIMIT = 100_000
"""How many nodes a document may have, those that an alias repeats counted each time."""

_UNPRINTABLE = re.compile("[^\\t\\n\\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


class YamlSyntaxError(UsageError):
    """One or more mistakes in a YAML file, all of them at once, each with its place."""

    def __init__(self, problems: list[UsageError]) -> None:
        super().__init__("\n".join(str(problem) for problem in problems))
        self.problems = problems


@dataclass(frozen=True, slots=True)
class YamlNode:
    """A value and where it starts. `value` is plain Python: dict, list, str, int, float, bool or None.

    `items` holds the nodes of a sequence, or the pairs of key and value of a mapping, in the order of the file.
    """

    kind: Literal["mapping", "sequence", "scalar"]
    value: Any
    position: Position
    items: tuple[YamlNode, ...] | tuple[tuple[YamlNode, YamlNode], ...] = ()

    @property
    def pairs(self) -> tuple[tuple[YamlNode, YamlNode], ...]:
        """The keys and values of a mapping; nothing for other kinds."""
        return tuple(item for item in self.items if isinstance(item, tuple))

    @property
    def elements(self) -> tuple[YamlNode, ...]:
        """The nodes of a sequence; nothing for other kinds."""
        return tuple(item for item in self.items if isinstance(item, YamlNode))

    def get(self, key: str) -> YamlNode | None:
        """The value of a mapping's `key`; None where there is none."""
        return next((value for name, value in self.pairs if name.value == key), None)

    def key(self, key: str) -> YamlNode | None:
        """The key itself, for its position."""
        return next((name for name, _ in self.pairs if name.value == key), None)


def parse_yaml(source: bytes, path: str = "") -> YamlNode:
    """The one document of `source`, a null scalar where it is empty.

    Only null, true, false and numbers are typed; `on`, `yes` and dates are strings. Refused, with every place:
    a key that comes twice, a tag, a mapping or sequence as a key, an alias into itself, a second document,
    deeper than DEPTH_LIMIT, larger than SIZE_LIMIT. Raises YamlSyntaxError.
    """
    return _Composer(source, path).compose()


class _Composer:
    """Puts the events of one file together."""

    def __init__(self, source: bytes, path: str) -> None:
        self._path = path
        self._problems: list[UsageError] = []
        self._anchors: dict[str, tuple[YamlNode | None, int]] = {}
        self._size = 0
        try:
            self._text = source.decode("utf-8-sig")
        except UnicodeDecodeError as error:
            place = LineIndex(source).position(error.start)
            raise YamlSyntaxError([self._error("this is not UTF-8", place)]) from None
        self._starts = [0, *(found.end() for found in re.finditer("\n", self._text))]

    def compose(self) -> YamlNode:
        root = YamlNode("scalar", None, Position(1, 1))
        if unprintable := _UNPRINTABLE.search(self._text):
            self._problem(f"YAML does not allow the character {unprintable[0]!a}", self._position(unprintable.start()))
            raise YamlSyntaxError(self._problems)
        documents = 0
        try:
            events = yaml.parse(self._text, Loader=_LOADER)
            for event in events:
                if isinstance(event, yaml.DocumentStartEvent):
                    documents += 1
                    if documents > 1:
                        self._problem("a second document starts here; only one is read", self._start(event))
                        break
                elif isinstance(event, yaml.NodeEvent):
                    root = self._node(event, events, DEPTH_LIMIT)
        except yaml.MarkedYAMLError as error:
            mark = error.problem_mark or error.context_mark
            said = ": ".join(part for part in (error.context, error.problem) if part)
            self._problem(said, self._position(mark.index if mark else 0))
        if self._problems:
            raise YamlSyntaxError(sorted(self._problems, key=lambda problem: problem.location or Location("")))
        return root

    def _node(self, event: yaml.NodeEvent, events: Iterator[yaml.Event], depth: int) -> YamlNode:
        if isinstance(event, yaml.AliasEvent):
            return self._alias(event)
        before = self._size
        self._grow(1, event)
        tag = getattr(event, "tag", None)
        if tag is not None:
            self._problem(f"the tag {tag} is not supported", self._start(event))
        if event.anchor is not None:
            self._anchors[event.anchor] = (None, 0)  # until it is complete, an alias would lead into itself
        if isinstance(event, yaml.ScalarEvent):
            node = YamlNode("scalar", typed(event.value) if event.implicit[0] else event.value, self._start(event))
        elif not depth:
            raise self._hopeless(f"nested more than {DEPTH_LIMIT} deep", event)
        elif isinstance(event, yaml.SequenceStartEvent):
            node = self._sequence(event, events, depth - 1)
        else:
            node = self._mapping(event, events, depth - 1)
        if event.anchor is not None:
            self._anchors[event.anchor] = (node, self._size - before)
        return node

    def _alias(self, event: yaml.AliasEvent) -> YamlNode:
        node, size = self._anchors.get(event.anchor or "", (None, 0))
        self._grow(size, event)
        if node is not None:
            return node
        known = event.anchor in self._anchors
        self._problem(
            f"*{event.anchor} {'leads into itself' if known else 'has no anchor above it'}", self._start(event)
        )
        return YamlNode("scalar", None, self._start(event))

    def _children(self, events: Iterator[yaml.Event], depth: int) -> Iterator[YamlNode]:
        for event in events:
            if not isinstance(event, yaml.NodeEvent):
                return
            yield self._node(event, events, depth)

    def _sequence(self, event: yaml.NodeEvent, events: Iterator[yaml.Event], depth: int) -> YamlNode:
        elements = tuple(self._children(events, depth))
        return YamlNode("sequence", [element.value for element in elements], self._start(event), elements)

    def _mapping(self, event: yaml.NodeEvent, events: Iterator[yaml.Event], depth: int) -> YamlNode:
        children = self._children(events, depth)
        value: dict[Any, Any] = {}
        pairs: list[tuple[YamlNode, YamlNode]] = []
        first: dict[tuple[type, Any], YamlNode] = {}
        for key, held in zip(children, children, strict=True):
            pairs.append((key, held))
            if key.kind != "scalar":
                self._problem(f"a {key.kind} can't be a key", key.position)
                continue
            earlier = first.setdefault((type(key.value), key.value), key)
            if earlier is not key:
                self._problem(f"the key `{key.value}` is there already, on line {earlier.position.line}", key.position)
            value[key.value] = held.value
        return YamlNode("mapping", value, self._start(event), tuple(pairs))

    def _grow(self, size: int, event: yaml.NodeEvent) -> None:
        self._size += size
        if self._size > SIZE_LIMIT:
            raise self._hopeless(f"more than {SIZE_LIMIT} values, aliases included", event)

    def _start(self, event: yaml.Event) -> Position:
        return self._position(event.start_mark.index if event.start_mark else 0)

    def _problem(self, message: str, position: Position) -> None:
        self._problems.append(self._error(message, position))

    def _hopeless(self, message: str, event: yaml.Event) -> YamlSyntaxError:
        return YamlSyntaxError([*self._problems, self._error(message, self._start(event))])

    def _error(self, message: str, position: Position) -> UsageError:
        return UsageError(message, location=Location(self._path, *position))

    def _position(self, index: int) -> Position:
        """Of a character; PyYAML's own count of lines takes U+2028 and a lone CR for line ends too."""
        line = bisect_right(self._starts, index)
        return Position(line, index - self._starts[line - 1] + 1)
