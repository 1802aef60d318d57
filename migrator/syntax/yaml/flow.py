"""Edits of YAML in brackets: `[a, b]`, `{a: 1}`, on one line or several. Everything else stays as it is."""

from __future__ import annotations

from migrator.syntax.yaml.layout import YamlElement
from migrator.syntax.yaml.node import YamlNode
from migrator.text import Edit, Span


def inserted(source: bytes, elements: list[YamlElement], index: int, text: bytes) -> list[Edit]:
    """Edits that put `text` before element `index`, or after the last one, with a comma as the others have."""
    if index < len(elements):
        start = elements[index].start
        return [Edit.insert(start, text + b"," + _between(source, elements, max(index, 1)))]
    last = elements[-1]
    between = _between(source, elements, len(elements) - 1)
    comma = _comma(source, last.end)
    if comma is None:
        return [Edit.insert(last.end, b"," + between + text)]
    return [Edit.insert(comma + 1, between + text + b",")]


def removed(node: YamlNode, elements: list[YamlElement], index: int) -> list[Edit]:
    """Edits that take element `index` out with its comma; without elements the brackets stand side by side."""
    if len(elements) == 1:
        return [Edit.delete(Span(node.start + 1, node.end - 1))]
    if index < len(elements) - 1:
        return [Edit.delete(Span(elements[index].start, elements[index + 1].start))]
    return [Edit.delete(Span(elements[index - 1].end, elements[index].end))]


def replaced(source: bytes, element: YamlElement, text: bytes) -> list[Edit]:
    """Edits that put `text` in the place of an element's value, with a colon where there was none."""
    old = element.value
    if old.start < old.end:
        return [Edit(Span(old.start, old.end), text)]
    colon = b"" if element.key is None or source[element.mark - 1 : element.mark] == b":" else b":"
    return [Edit.insert(element.mark, colon + b" " + text)]


def comments(source: bytes, node: YamlNode, elements: list[YamlElement]) -> bool:
    """Whether a comment stands between the brackets, outside of what they hold; no edit there can be vouched for."""
    edges = [node.start + 1, *(element.end for element in elements)]
    starts = [*(element.start for element in elements), node.end - 1]
    return any(b"#" in source[edge:start] for edge, start in zip(edges, starts, strict=True))


def _between(source: bytes, elements: list[YamlElement], index: int) -> bytes:
    """What stands between the comma before element `index` and that element; a blank where there is no such comma."""
    if not 0 < index < len(elements):
        first = elements[0].start
        line = source[source.rfind(b"\n", 0, first) + 1 : first]
        newline = b"\r\n" if source[: first - len(line)].endswith(b"\r\n") else b"\n"
        return newline + line if not line.strip() and first > len(line) else b" "
    comma = _comma(source, elements[index - 1].end)
    return b" " if comma is None else source[comma + 1 : elements[index].start]


def _comma(source: bytes, end: int) -> int | None:
    offset = end
    while source[offset : offset + 1].strip(b" \t\r\n") == b"" and offset < len(source):
        offset += 1
    return offset if source[offset : offset + 1] == b"," else None
