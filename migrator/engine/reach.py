"""How far changes reach: which references may mean something else now. All others need no second look."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property

from migrator.engine.lineage import Lineage
from migrator.syntax import Form, is_importer, is_source
from migrator.tree import Change
from migrator.workspace import Edge, Outgoing, Project

REEXPORTS = (Form.REEXPORT, Form.REEXPORT_ALL)


class Reach:
    """What `changes` from one tree to another can have touched. Paths are those before.

    `lineage` says where what a file held is now; it may span more changes than those of one step.
    """

    def __init__(self, before: Project, after: Project, changes: Iterable[Change], lineage: Lineage) -> None:
        self.before = before
        self.after = after
        self.changes = tuple(changes)
        self.lineage = lineage

    @cached_property
    def touched(self) -> frozenset[str]:
        """The changed files, and modules that lead elsewhere although nobody changed them: a manifest did, say."""
        now = self.after.graph.outgoing
        elsewhere = (
            path
            for path, outgoing in self.before.graph.outgoing.items()
            if path in now and now[path] is not outgoing and not self._leads_alike(path, path)
        )
        return frozenset(change.origin or change.path for change in self.changes).union(elsewhere)

    @cached_property
    def affected(self) -> frozenset[str]:
        """The touched modules that may offer something else now, and modules that pass on what these have."""
        found = {path for path in self.touched if is_source(path) and not self.is_as_before(path)}
        waiting = list(found)
        while waiting:
            for edge in self.before.graph.edges_to(waiting.pop()):
                if edge.reference.form in REEXPORTS and edge.importer not in found:
                    found.add(edge.importer)
                    waiting.append(edge.importer)
        return frozenset(found)

    @cached_property
    def importers(self) -> list[str]:
        """Whose references may mean something else: the touched modules, and whoever takes something of `affected`."""
        graph = self.before.graph
        takers = {importer for path in self.affected for importer in graph.importers(path)}
        return sorted(takers | {path for path in self.touched if graph.edges_from(path)})

    def is_as_before(self, path: str) -> bool:
        """Whether a module has only moved, or come to name the modules that it named in other words.

        All else of it is the same to the byte, so it offers what it offered, and parses as it did.
        """
        return path in self._as_before

    @cached_property
    def _as_before(self) -> frozenset[str]:
        alike = {path: now for path in sorted(self.touched) if (now := self._leading_alike(path)) is not None}
        self.before.tree.prefetch(alike)
        return frozenset(path for path, now in alike.items() if self._reads_alike(path, now))

    def _leading_alike(self, path: str) -> str | None:
        """Where a touched module is now; None where that is in no one place, or it leads elsewhere."""
        now = self.lineage.images(path)
        if len(now) != 1 or not is_importer(path) or not is_importer(now[0]):
            return None
        there = path in self.before.graph.outgoing and now[0] in self.after.graph.outgoing
        return now[0] if there and self._leads_alike(path, now[0]) else None

    def _reads_alike(self, path: str, now: str) -> bool:
        # Read from the trees, and not by the modules: those would keep what they read.
        before, after = self.before.graph.outgoing[path], self.after.graph.outgoing[now]
        old, new = self.before.tree.read(path), self.after.tree.read(now)
        return before.around_specifiers(old) == after.around_specifiers(new)

    def of(self, olds: Iterable[str], news: Iterable[str]) -> tuple[Sequence[Edge], Sequence[Edge]]:
        """The references of modules before and of modules after, but for those of the one that the other has as well.

        The same is what takes the same names of the same file, where nothing of that file is affected.
        """
        moves = self.lineage.moves
        before = [
            (None if path in self.affected else (moves.get(path, path), *taken), outgoing, place)
            for outgoing in self._outgoing(self.before, olds)
            for place, path, taken in outgoing.taken
        ]
        after = [
            ((path, *taken), outgoing, place)
            for outgoing in self._outgoing(self.after, news)
            for place, path, taken in outgoing.taken
        ]
        kept = Counter(one for one, _, _ in before if one is not None) & Counter(one for one, _, _ in after)
        return _without(before, Counter(kept)), _without(after, Counter(kept))

    @staticmethod
    def _outgoing(project: Project, paths: Iterable[str]) -> Iterator[Outgoing]:
        return (project.graph.outgoing[path] for path in paths if path in project.graph.outgoing)

    def _leads_alike(self, old: str, new: str) -> bool:
        moves = self.lineage.moves
        before, after = self.before.graph.outgoing[old], self.after.graph.outgoing[new]
        return [moves.get(path or "", path) for path in before.leads] == list(after.leads)


def _without(found: Iterable[tuple[object, Outgoing, int]], kept: Counter[object]) -> Sequence[Edge]:
    """The edges, but for as many of each kind as `kept` says; where that is None, nobody knows what they take."""
    edges = []
    for kind, outgoing, place in found:
        if kind is not None and kept[kind] > 0:
            kept[kind] -= 1
        else:
            edges.append(outgoing.edges[place])
    return edges
