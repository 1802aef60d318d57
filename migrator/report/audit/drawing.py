"""Graphs as boxes in columns and curves between them: places in pixels, for SVG."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from migrator.report.audit.blocks import Graph, Node

_HEIGHT = 26
_ROW = 36
_GAP = 90
_CHARACTER = 7.3
_LONGEST = 40
_ROUNDS = 4


@dataclass(frozen=True, slots=True)
class Box:
    """A node where it is drawn. `label` is its name, shortened where that is too long."""

    name: str
    label: str
    kind: str
    x: float
    y: float
    width: float
    height: float = _HEIGHT


@dataclass(frozen=True, slots=True)
class Line:
    """An edge, and the tip of its arrow, as SVG writes paths."""

    line: str
    tip: str


@dataclass(frozen=True, slots=True)
class Drawing:
    """Boxes, and the edges between them."""

    width: float
    height: float
    boxes: tuple[Box, ...]
    edges: tuple[Line, ...]


def draw(graph: Graph) -> Drawing:
    """Nodes in their columns, each near those it is joined with, so that few edges cross."""
    columns = _columns(graph)
    boxes: dict[str, Box] = {}
    x = 1.0
    tallest = max((len(names) for names in columns.values()), default=0)
    for column in sorted(columns):
        nodes = columns[column]
        width = max(len(_label(node.name)) for node in nodes) * _CHARACTER + 20
        top = (tallest - len(nodes)) * _ROW / 2
        for index, node in enumerate(nodes):
            boxes[node.name] = Box(node.name, _label(node.name), node.kind, x, 1 + top + index * _ROW, round(width, 1))
        x = round(x + width + _GAP, 1)
    back = any(boxes[start].x >= boxes[end].x for start, end in graph.edges)
    return Drawing(
        max(x - (0 if back else _GAP) + 1, 1),
        max(tallest * _ROW, 1),
        tuple(boxes.values()),
        tuple(_edges(graph, boxes)),
    )


def _columns(graph: Graph) -> dict[int, list[Node]]:
    columns: dict[int, list[Node]] = {}
    for node in graph.nodes:
        columns.setdefault(node.column, []).append(node)
    joined: dict[str, list[str]] = {}
    for start, end in graph.edges:
        joined.setdefault(start, []).append(end)
        joined.setdefault(end, []).append(start)
    for _ in range(_ROUNDS):
        rows = {node.name: index / max(len(nodes), 1) for nodes in columns.values() for index, node in enumerate(nodes)}
        for nodes in columns.values():
            nodes.sort(key=lambda node: (_middle(node.name, joined, rows), node.name))
    return columns


def _middle(name: str, joined: Mapping[str, list[str]], rows: Mapping[str, float]) -> float:
    """Where a node's neighbours are on average; itself where it has none."""
    near = [rows[other] for other in joined.get(name, ())]
    return round(sum(near) / len(near), 6) if near else rows[name]


def _edges(graph: Graph, boxes: Mapping[str, Box]) -> Iterator[Line]:
    for start, end in graph.edges:
        one, other = boxes[start], boxes[end]
        left, top, bottom = one.x + one.width, one.y + _HEIGHT / 2, other.y + _HEIGHT / 2
        if one.x < other.x:
            right, side = other.x, -1
            out = (left + right) / 2
        else:
            # Within a column, or back: round on the right of both.
            right, side = other.x + other.width, 1
            out = max(left, right) + _GAP / 2
        line = f"M{left:.0f} {top:.0f}C{out:.0f} {top:.0f} {out:.0f} {bottom:.0f} {right:.0f} {bottom:.0f}"
        wide = right + 7 * side
        yield Line(line, f"M{right:.0f} {bottom:.0f}L{wide:.0f} {bottom - 3.5}L{wide:.0f} {bottom + 3.5}Z")


def _label(name: str) -> str:
    return name if len(name) <= _LONGEST else f"…{name[-_LONGEST + 1 :]}"
