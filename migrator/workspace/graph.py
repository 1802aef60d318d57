"""Who imports whom: every module reference of a tree with what it resolves to."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from functools import cached_property

from migrator.workspace.cycles import strongly_connected
from migrator.workspace.edge import Edge
from migrator.workspace.outgoing import Outgoing


class ImportGraph:
    """The edges of a tree, from both ends. Immutable; paths come out sorted, edges in source order."""

    def __init__(
        self,
        outgoing: Mapping[str, Outgoing],
        before: ImportGraph | None = None,
        who_may_name: Callable[[str], Collection[str]] | None = None,
    ) -> None:
        self.outgoing = outgoing
        """Importer -> its references; importers that refer to nothing are among them."""
        self._who_may_name = who_may_name
        self._asked = 0
        self._importers_of: dict[str, Sequence[str]] = {}
        self._before: ImportGraph | None = before
        if before is not None and "_importers" not in before.__dict__:
            self._before = before._before

    @property
    def edges(self) -> Iterator[Edge]:
        """Every edge, importers by path."""
        for importer in sorted(self.outgoing):
            yield from self.outgoing[importer].edges

    @property
    def unresolved(self) -> Iterator[Edge]:
        """Every edge that leads nowhere, importers by path."""
        for importer in sorted(self.outgoing):
            yield from self.outgoing[importer].leading_nowhere()

    def edges_from(self, path: str) -> tuple[Edge, ...]:
        """What `path` refers to; empty for a path that is no source."""
        outgoing = self.outgoing.get(path)
        return outgoing.edges if outgoing is not None else ()

    def edges_to(self, path: str) -> tuple[Edge, ...]:
        """Every reference to `path`, its own references to itself among them. `path` may be an asset."""
        known = self._to.get(path)
        if known is None:
            known = tuple(edge for one in self._known_importers(path) for edge in self.outgoing[one].leading_to(path))
            self._to[path] = known
        return known

    def importers(self, path: str) -> tuple[str, ...]:
        """The other paths with a reference of any form to `path`."""
        return tuple(importer for importer in self._known_importers(path) if importer != path)

    def targets(self, path: str) -> tuple[str, ...]:
        """The other paths that `path` refers to in any form."""
        outgoing = self.outgoing.get(path)
        return tuple(sorted(outgoing.targets - {path})) if outgoing is not None else ()

    def cycles(self, *, types: bool = True) -> list[tuple[str, ...]]:
        """Groups of modules that each lead to every other of their group, and modules that load themselves.

        The groups don't overlap; each is sorted, and so is the list. With `types=False` references that are
        erased when compiled don't count, which leaves the cycles that exist when the program runs.
        """
        successors = {
            path: {target for target in outgoing.loaded(types=types) if target in self.outgoing}
            for path, outgoing in self.outgoing.items()
        }
        return sorted(
            tuple(sorted(group))
            for group in strongly_connected(successors)
            if len(group) > 1 or group[0] in successors[group[0]]
        )

    def _known_importers(self, path: str) -> Sequence[str]:
        """The importers of one path, sorted. As long as few paths are asked for, few modules are resolved for them."""
        if "_importers" in self.__dict__ or self._who_may_name is None:
            return self._importers.get(path, ())
        if path not in self._importers_of:
            candidates = self._who_may_name(path)
            self._asked += len(candidates)
            if self._asked > len(self.outgoing):
                return self._importers.get(path, ())
            known = (one for one in candidates if one in self.outgoing and path in self.outgoing[one].leads)
            self._importers_of[path] = sorted(known)
        return self._importers_of[path]

    @cached_property
    def _to(self) -> dict[str, tuple[Edge, ...]]:
        return {}

    @cached_property
    def _importers(self) -> Mapping[str, Sequence[str]]:
        """Target -> its importers, sorted: those of the graph before this one, but for importers that have changed."""
        before, self._before = self._before, None
        known, old = (before._importers, before.outgoing) if before is not None else ({}, {})
        found = dict(known)
        fresh: dict[str, list[str]] = {}
        for importer in [one for one, outgoing in old.items() if self.outgoing.get(one) is not outgoing]:
            for target in old[importer].targets:
                found[target] = [one for one in found[target] if one != importer]
        for importer, outgoing in self.outgoing.items():
            for target in outgoing.targets if old.get(importer) is not outgoing else ():
                fresh.setdefault(target, []).append(importer)
        return found | {target: sorted([*found.get(target, ()), *fresh[target]]) for target in fresh}
