"""Groups of nodes that lead back to each other."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping


def strongly_connected(successors: Mapping[str, Collection[str]]) -> Iterator[list[str]]:
    """Every node in exactly one group; two share a group where each leads to the other.

    This is Tarjan's algorithm on stacks of its own: import chains grow longer than Python's recursion limit.
    Every successor must be a key of `successors` itself.
    """
    order: dict[str, int] = {}
    lowest: dict[str, int] = {}
    open_nodes: list[str] = []
    is_open: set[str] = set()
    trail: list[tuple[str, Iterator[str]]] = []

    def enter(node: str) -> None:
        order[node] = lowest[node] = len(order)
        open_nodes.append(node)
        is_open.add(node)
        trail.append((node, iter(successors[node])))

    for root in successors:
        if root not in order:
            enter(root)
        while trail:
            node, remaining = trail[-1]
            for successor in remaining:
                if successor not in order:
                    enter(successor)
                    break
                if successor in is_open:
                    lowest[node] = min(lowest[node], order[successor])
            else:
                trail.pop()
                if trail:
                    above = trail[-1][0]
                    lowest[above] = min(lowest[above], lowest[node])
                if lowest[node] == order[node]:
                    group = [open_nodes.pop()]
                    while group[-1] != node:
                        group.append(open_nodes.pop())
                    is_open.difference_update(group)
                    yield group
