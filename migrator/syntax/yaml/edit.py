"""One edit of a YAML file: which of the two ways of writing is at hand, and whether the edit can be vouched for."""

from __future__ import annotations

from functools import cached_property
from typing import Any

from migrator.errors import Location, RefusedError
from migrator.syntax.yaml import block, flow, refusal
from migrator.syntax.yaml.layout import YamlElement, alone, elements_of
from migrator.syntax.yaml.node import YamlNode, YamlTree
from migrator.syntax.yaml.quoting import Quotes, quotes_of
from migrator.syntax.yaml.style import YamlStyle, style_of
from migrator.text import Edit, LineIndex, Span


class YamlEditor:
    """Finds the edits for one change of `source`. Nodes come as the way from the outermost one: `found`.

    Every method raises RefusedError, with the place, where the change would touch what can't be edited.
    """

    def __init__(self, source: bytes, tree: YamlTree, path: str) -> None:
        self._source = source
        self._tree = tree
        self._path = path

    @cached_property
    def _style(self) -> YamlStyle:
        return style_of(self._source, self._tree.root)

    def inserted(self, found: list[YamlNode], index: int, key: str | None, value: Any) -> list[Edit]:
        """Put `value` before element `index` of the last of `found`, which holds something, or at its end."""
        node = found[-1]
        self._check(refusal.passed(found))
        if key is not None:
            self.checked_member(node, key)
        elements = self._elements(node)
        keys, values = self._quotes(elements, index)
        if node.flow:
            text = self._style.flow(value if key is None else {key: value}, keys, values)
            if key is not None:
                text = text[1:-1].strip(b" ")
            return flow.inserted(self._source, elements, index, text)

        def lines(indent: int) -> list[bytes]:
            if key is None:
                return self._style.item(value, indent, values)
            return self._style.member(key, value, indent, keys, values)

        return block.inserted(self._source, self._style, elements, index, lines)

    def removed(self, found: list[YamlNode]) -> list[Edit]:
        """Take the last of `found` out of what is around it."""
        *around, target = found
        node = around[-1]
        self._check(refusal.target(target, goes=True), refusal.passed(around))
        self._check(refusal.container(node, adds=True))
        if len(node.items) == 1 and not node.flow:
            return self.replaced(around, type(node.value)())
        elements = self._elements(node)
        index = self._index(elements, target)
        if node.flow:
            return flow.removed(node, elements, index)
        return block.removed(self._source, elements, index)

    def replaced(self, found: list[YamlNode], value: Any) -> list[Edit]:
        """Put `value` in the place of the last of `found`."""
        *around, target = found
        self._check(refusal.target(target, goes=False), refusal.passed(around))
        if not around:
            return [self._outermost(target, value)]
        node = around[-1]
        self._check(refusal.container(node, adds=False))
        elements = self._elements(node)
        index = self._index(elements, target)
        element = elements[index]
        _, values = self._quotes(elements, index, target)
        if node.flow:
            return flow.replaced(self._source, element, self._style.flow(value, None, values))
        filled = target.flow and bool(target.items)
        if self._style.inline(value) or (filled and isinstance(value, dict | list)):
            text = self._style.flow(value, None, values, inside=False)
            return block.replaced(self._source, self._style, element, value, text)
        if target.flow and b"#" in self._source[target.start : target.end]:
            self._check(("a comment stands between its brackets", target))
        return block.replaced(self._source, self._style, element, value, None)

    def checked_member(self, node: YamlNode, key: str) -> None:
        """Refuse where it can't be told whether the mapping `node` has a member `key`, which none is called."""
        self._check(refusal.container(node, adds=True))
        for name, _ in node.pairs:
            if not isinstance(name.value, str) and self._source[name.start : name.end] == key.encode():
                self._check((f"the key {key} is there already, and is no text", name))

    def _outermost(self, target: YamlNode, value: Any) -> Edit:
        inline = self._style.inline(value) or (target.flow and (bool(target.items) or not self._alone(target)))
        text = [self._style.flow(value, inside=False)] if inline else self._style.lines(value, 0)
        if target.start == target.end:
            return block.added_below(self._source, self._style, self._tree.end, text)
        if target.items and not target.flow:
            return block.whole(self._source, self._style, target, text)
        if not self._alone(target) and not inline:
            self._check(("it stands on a line with something else", target))
        return Edit(Span(target.start, target.end), self._style.newline.join(text))

    def _alone(self, target: YamlNode) -> bool:
        return alone(self._source, target.start)

    def _elements(self, node: YamlNode) -> list[YamlElement]:
        elements = elements_of(self._source, node)
        if elements is None:
            self._check(("it is written in a way that is not known here", node))
        elif node.flow and flow.comments(self._source, node, elements):
            self._check(("a comment stands between its brackets", node))
        return elements or []

    def _index(self, elements: list[YamlElement], target: YamlNode) -> int:
        return next(index for index, element in enumerate(elements) if element.value is target)

    def _quotes(self, elements: list[YamlElement], index: int, old: YamlNode | None = None) -> tuple[Quotes, Quotes]:
        """How keys and values are quoted by those nearest to `index`, and by the value that is replaced."""
        near = [*reversed(elements[index:]), *elements[:index]]
        keys = quotes_of([element.key for element in near if element.key], self._style.keys)
        values = quotes_of([element.value for element in near], self._style.values)
        return keys, quotes_of([old] if old else [], values)

    def _check(self, *reasons: tuple[str, YamlNode] | None) -> None:
        """Raise RefusedError for the first of `reasons`, or for one that holds for the whole file."""
        found = [(said, node.start) for said, node in filter(None, reasons)]
        if unedited := refusal.whole_file(self._source, self._tree):
            found.insert(0, unedited)
        for said, offset in found[:1]:
            raise RefusedError(
                f"could not edit this YAML: {said}",
                hint="make the change by hand first",
                location=Location(self._path, *LineIndex(self._source).position(offset)),
            )
