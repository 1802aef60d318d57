"""How far changes reach: which references may mean something else now. All others need no second look."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from functools import cached_property

from migrator.engine.lineage import Lineage
from migrator.syntax import Form
from migrator.tree import Change
from migrator.workspace import Edge, Project

REEXPORTS = (Form.REEXPORT, Form.REEXPORT_ALL)


class Reach:
    """What `changes` can have touched between two trees. Paths are those before."""

    def __init__(self, before: Project, after: Project, changes: Iterable[Change], lineage: Lineage) -> None:
        self._before = before
        self._after = after
        self._lineage = lineage
        self._changed = {change.origin or change.path for change in changes}

    @cached_property
    def touched(self) -> frozenset[str]:
        """The changed files, and modules that lead elsewhere although nobody changed them: a manifest did, say."""
        moves = self._lineage.moves
        elsewhere = (
            importer
            for importer, edges in self._before.graph.outgoing.items()
            if (now := self._after.graph.edges_from(importer)) is not edges
            and [moves.get(edge.target or "", edge.target) for edge in edges] != [edge.target for edge in now]
        )
        return frozenset(self._changed).union(elsewhere)

    @cached_property
    def affected(self) -> frozenset[str]:
        """The touched files, and modules that pass on what these have."""
        found = set(self.touched)
        waiting = list(found)
        while waiting:
            for edge in self._before.graph.edges_to(waiting.pop()):
                if edge.reference.form in REEXPORTS and edge.importer not in found:
                    found.add(edge.importer)
                    waiting.append(edge.importer)
        return frozenset(found)

    @cached_property
    def importers(self) -> list[str]:
        """Whose references may mean something else: the touched modules, and whoever takes something of `affected`."""
        graph = self._before.graph
        takers = {importer for path in self.affected for importer in graph.importers(path)}
        return sorted(takers | {path for path in self.touched if graph.edges_from(path)})

    def of(self, olds: Iterable[str], news: Iterable[str]) -> tuple[Sequence[Edge], Sequence[Edge]]:
        """The references of modules before and of modules after, but for those of the one that the other has as well.

        The same is what takes the same names of the same file, where nothing of that file is affected.
        """
        before = [edge for path in olds for edge in self._before.graph.edges_from(path) if edge.target is not None]
        after = [edge for path in news for edge in self._after.graph.edges_from(path) if edge.target is not None]
        kept = Counter(map(_taken, before)) & Counter(map(_taken, after))
        kept = Counter({taken: count for taken, count in kept.items() if taken[0] not in self.affected})
        return _without(before, kept), _without(after, kept)


_Taken = tuple[str | None, tuple[str, ...]]


def _taken(edge: Edge) -> _Taken:
    return edge.target, tuple(name.imported for name in edge.reference.names)


def _without(edges: Iterable[Edge], kept: Counter[_Taken]) -> Sequence[Edge]:
    left = Counter(kept)
    found = []
    for edge in edges:
        taken = _taken(edge)
        if left[taken] > 0:
            left[taken] -= 1
        else:
            found.append(edge)
    return found
