"""YAML with positions, by the core schema of YAML 1.2; the only home of PyYAML.

PyYAML's own loader takes `on` for true, lets a key come twice and forgets where things stood; so its events are
put together here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import yaml

from migrator.errors import Location, UsageError
from migrator.syntax.yaml.node import YamlNode, YamlSyntaxError, YamlTree
from migrator.syntax.yaml.scalar import typed
from migrator.syntax.yaml.text import YamlText
from migrator.text import Position

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
DEPTH_LIMIT = 100
"""How deep mappings and sequences may nest."""
SIZE_LIMIT = 100_000
"""How many nodes a document may have, those that an alias repeats counted each time."""

_LAST_LINE_ENDS = re.compile(r"(?<!\n)(?:\r?\n)++\Z")
_UNPRINTABLE = yaml.reader.Reader.NON_PRINTABLE


def parse_yaml(source: bytes, path: str = "") -> YamlNode:
    """The one document of `source`, a null scalar where it is empty.

    Only null, true, false and numbers are typed; `on`, `yes` and dates are strings. Refused, with every place:
    a key that comes twice, a tag, a mapping or sequence as a key, an alias into itself, a second document,
    deeper than DEPTH_LIMIT, larger than SIZE_LIMIT. Raises YamlSyntaxError.
    """
    return _Composer(source, path).compose().root


def read_tree(source: bytes, path: str = "") -> YamlTree:
    """The first document of `source`, with what parse_yaml refuses because plain values can't tell it.

    A tagged value reads as if it had no tag, and a key that is no scalar is left out of its mapping's value.
    Raises YamlSyntaxError for everything else.
    """
    return _Composer(source, path, lenient=True).compose()


class _Composer:
    """Puts the events of one file together."""

    def __init__(self, source: bytes, path: str, lenient: bool = False) -> None:
        self._lenient = lenient
        self._problems: list[UsageError] = []
        self._anchors: dict[str, tuple[YamlNode | None, int]] = {}
        self._size = 0
        self._places = YamlText(source, path)
        self._text = self._places.text

    def compose(self) -> YamlTree:
        root = YamlNode("scalar", None, Position(1, 1))
        if unprintable := _UNPRINTABLE.search(self._text):
            self._problem(
                f"YAML does not allow the character {unprintable[0]!a}", self._places.position(unprintable.start())
            )
            raise YamlSyntaxError(self._problems)
        documents = 0
        second = None
        end = len(self._text)
        try:
            events = yaml.parse(self._text, Loader=_LOADER)
            for event in events:
                if isinstance(event, yaml.DocumentStartEvent):
                    documents += 1
                    if documents > 1:
                        second = self._span(event, event)[0]
                        if not self._lenient:
                            self._problem("a second document starts here; only one is read", self._start(event))
                        break
                elif isinstance(event, yaml.DocumentEndEvent) and event.explicit and event.start_mark:
                    end = event.start_mark.index
                elif isinstance(event, yaml.NodeEvent):
                    root = self._node(event, events, DEPTH_LIMIT)
        except yaml.MarkedYAMLError as error:
            mark = error.problem_mark or error.context_mark
            said = ": ".join(part for part in (error.context, error.problem) if part)
            self._problem(said, self._places.position(mark.index if mark else 0))
        if self._problems:
            raise YamlSyntaxError(sorted(self._problems, key=lambda problem: problem.location or Location("")))
        return YamlTree(root, self._places.offset(end), second)

    def _node(self, event: yaml.NodeEvent, events: Iterator[yaml.Event], depth: int) -> YamlNode:
        if isinstance(event, yaml.AliasEvent):
            return self._alias(event)
        before = self._size
        self._grow(1, event)
        tag = getattr(event, "tag", None)
        if tag is not None and not self._lenient:
            self._problem(f"the tag {tag} is not supported", self._start(event))
        if event.anchor is not None:
            self._anchors[event.anchor] = (None, 0)  # until it is complete, an alias would lead into itself
        if isinstance(event, yaml.ScalarEvent):
            node = self._scalar(event)
        elif not depth:
            raise self._hopeless(f"nested more than {DEPTH_LIMIT} deep", event)
        elif isinstance(event, yaml.SequenceStartEvent):
            node = self._sequence(event, events, depth - 1)
        else:
            node = self._mapping(event, events, depth - 1)
        if event.anchor is not None or tag is not None:
            node = replace(node, obstacle="a tag" if event.anchor is None else f"the anchor &{event.anchor}")
        if event.anchor is not None:
            self._anchors[event.anchor] = (node, self._size - before)
        return node

    def _alias(self, event: yaml.AliasEvent) -> YamlNode:
        node, size = self._anchors.get(event.anchor or "", (None, 0))
        self._grow(size, event)
        if node is not None:
            start, end = self._span(event, event)
            return replace(node, start=start, end=end, obstacle=f"the alias *{event.anchor}")
        known = event.anchor in self._anchors
        self._problem(
            f"*{event.anchor} {'leads into itself' if known else 'has no anchor above it'}", self._start(event)
        )
        return YamlNode("scalar", None, self._start(event))

    def _scalar(self, event: yaml.ScalarEvent) -> YamlNode:
        start, end = self._span(event, event)
        style = event.style or ""
        if style in ("|", ">") and event.start_mark and event.end_mark:  # its mark is where the next token is
            text = self._text[event.start_mark.index : event.end_mark.index]
            kept = "+" in text.split("\n", 1)[0].split("#")[0]
            left = text.removesuffix("\n").removesuffix("\r") if kept else _LAST_LINE_ENDS.sub("", text)
            end = self._places.offset(event.start_mark.index + len(left))
        value = typed(event.value) if event.implicit[0] else event.value
        return YamlNode("scalar", value, self._start(event), start=start, end=end, style=style)

    def _children(self, events: Iterator[yaml.Event], depth: int, ends: list[yaml.Event]) -> Iterator[YamlNode]:
        for event in events:
            if not isinstance(event, yaml.NodeEvent):
                ends.append(event)
                return
            yield self._node(event, events, depth)

    def _sequence(self, event: yaml.SequenceStartEvent, events: Iterator[yaml.Event], depth: int) -> YamlNode:
        ends: list[yaml.Event] = []
        elements = tuple(self._children(events, depth, ends))
        value = [element.value for element in elements]
        start, end = self._span(event, ends[-1] if ends else event)
        end = end if event.flow_style or not elements else elements[-1].end
        style = "flow" if event.flow_style else ""
        return YamlNode("sequence", value, self._start(event), elements, start, end, style)

    def _mapping(self, event: yaml.NodeEvent, events: Iterator[yaml.Event], depth: int) -> YamlNode:
        ends: list[yaml.Event] = []
        children = self._children(events, depth, ends)
        value: dict[Any, Any] = {}
        pairs: list[tuple[YamlNode, YamlNode]] = []
        first: dict[tuple[type, Any], YamlNode] = {}
        for key, held in zip(children, children, strict=True):
            pairs.append((key, held))
            if key.kind != "scalar":
                if not self._lenient:
                    self._problem(f"a {key.kind} can't be a key", key.position)
                continue
            earlier = first.setdefault((type(key.value), key.value), key)
            if earlier is not key:
                self._problem(f"the key `{key.value}` is there already, on line {earlier.position.line}", key.position)
            value[key.value] = held.value
        start, end = self._span(event, ends[-1] if ends else event)
        flow = bool(getattr(event, "flow_style", False))
        end = end if flow or not pairs else pairs[-1][1].end
        return YamlNode("mapping", value, self._start(event), tuple(pairs), start, end, "flow" if flow else "")

    def _grow(self, size: int, event: yaml.NodeEvent) -> None:
        self._size += size
        if self._size > SIZE_LIMIT:
            raise self._hopeless(f"more than {SIZE_LIMIT} values, aliases included", event)

    def _span(self, first: yaml.Event, last: yaml.Event) -> tuple[int, int]:
        """From where `first` starts to where `last` ends, in bytes."""
        start = first.start_mark.index if first.start_mark else 0
        return self._places.offset(start), self._places.offset(last.end_mark.index if last.end_mark else start)

    def _start(self, event: yaml.Event) -> Position:
        return self._places.position(event.start_mark.index if event.start_mark else 0)

    def _problem(self, message: str, position: Position) -> None:
        self._problems.append(self._places.error(message, position))

    def _hopeless(self, message: str, event: yaml.Event) -> YamlSyntaxError:
        return YamlSyntaxError([*self._problems, self._places.error(message, self._start(event))])
