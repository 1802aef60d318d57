"""Visitors, in LibCST's manner; but the tree is never changed: a visit yields edits of the source."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from migrator.syntax.language import is_kind
from migrator.syntax.module import Module
from migrator.syntax.node import Node
from migrator.text import Edit

Visit = Callable[[Node], Iterable[Edit] | None]
"""A method of a visitor. What it yields is collected; one that only looks yields, and returns, nothing."""


class Visitor:
    """Subclass it with methods `visit_<kind>` and `leave_<kind>`, each for one kind of node of the grammar.

    >>> from migrator.syntax import Module
    >>> class Quieter(Visitor):
    ...     def visit_expression_statement(self, node: Node) -> Iterator[Edit]:
    ...         if node.text.startswith("console.log("):
    ...             yield Edit.delete(node.span)
    >>> Quieter().edits(Module("a.ts", b"console.log(1); run()"))
    [Edit(span=Span(start=0, end=15), replacement=b'')]

    Nodes are visited in source order, an outer one before those in it; it is left when all in it have been
    visited and left. Only nodes of the kinds named are looked at, so a visitor costs what it names. A visitor may
    keep what it has seen in attributes; a codemod then makes a new one for each module.
    """

    def __init_subclass__(cls) -> None:
        """Raises TypeError where a method is for a kind of node that does not exist."""
        super().__init_subclass__()
        for kind in (*_kinds(cls, "visit_"), *_kinds(cls, "leave_")):
            if not is_kind(kind):
                raise TypeError(f"{cls.__name__}: no syntax node is of the kind {kind!r}")

    def edits(self, module: Module) -> list[Edit]:
        """Visit `module` and return every edit, in the order in which they were made."""
        return list(self._walk(module.root))

    def _walk(self, root: Node) -> Iterator[Edit]:
        visits, leaves = self._methods("visit_"), self._methods("leave_")
        kinds = sorted(visits.keys() | leaves.keys())
        entered: list[tuple[Node, int]] = []
        for node in (root, *root.descendants(*kinds)) if kinds else ():
            while entered and entered[-1][1] <= node.span.start:
                left, _ = entered.pop()
                yield from leaves[left.kind](left) or ()
            if node.kind in visits:
                yield from visits[node.kind](node) or ()
            if node.kind in leaves:
                entered.append((node, node.span.end))
        for left, _ in reversed(entered):
            yield from leaves[left.kind](left) or ()

    def _methods(self, prefix: str) -> dict[str, Visit]:
        return {kind: getattr(self, prefix + kind) for kind in _kinds(type(self), prefix)}


def _kinds(visitor: type[Visitor], prefix: str) -> list[str]:
    return [name.removeprefix(prefix) for name in dir(visitor) if name.startswith(prefix)]
