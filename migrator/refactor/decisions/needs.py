"""What moved code needs from the app it leaves, at any remove and by any form of reference."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from migrator.refactor.dependencies.needed import is_test
from migrator.refactor.shim import behind
from migrator.workspace import Edge, Package, Project

CO_MOVE, KEEP, REPOINT = "co-move", "keep", "repoint:"
"""What a user may decide of a module; a package's name follows `repoint:`."""


@dataclass(frozen=True)
class Needs:
    """The modules of the package `home` that the modules `moving` need. Paths are those before the move.

    `decisions` maps repository paths to what the user wants of them.
    """

    project: Project
    home: Package
    moving: Collection[str]
    decisions: Mapping[str, str]

    @cached_property
    def chains(self) -> Mapping[str, tuple[str, ...]]:
        """Every module of the app that moved code needs, at any remove, with a shortest chain of modules to it."""
        found: dict[str, tuple[str, ...]] = {}
        # Tests come last: a chain that starts in the code itself says more.
        waiting: list[tuple[str, ...]] = [(path,) for path in sorted(self.moving, key=lambda one: (is_test(one), one))]
        for chain in waiting:
            for edge in self.project.graph.edges_from(chain[-1]):
                target = edge.target
                if target is None or target in found or not self.is_needed(edge):
                    continue
                found[target] = (*chain, target)
                if not self.is_repointed(target):
                    waiting.append(found[target])
        return found

    def is_needed(self, edge: Edge) -> bool:
        """Whether the edge leads to a module of the app that it can't be pointed past."""
        target = edge.target
        if target is None or target in self.moving or self.project.workspace.owner(target) != self.home:
            return False
        names = [name.imported for name in edge.reference.names] or ["*"]
        return not all(behind(self.project, target, name) for name in names)

    def needs(self, path: str) -> list[str]:
        """The modules of the app that `path` needs itself, moved ones left out."""
        if path not in self._needs:
            edges = self.project.graph.edges_from(path)
            wanted = {edge.target for edge in edges if edge.target is not None and self.is_needed(edge)}
            self._needs[path] = sorted(one for one in wanted if not self.is_repointed(one))
        return self._needs[path]

    @cached_property
    def _needs(self) -> dict[str, list[str]]:
        return {}

    def needed_by(self, paths: Iterable[str]) -> frozenset[str]:
        """The modules of the app that `paths` need, at any remove; they themselves left out."""
        first = frozenset(paths)
        reached, waiting = set(first), list(first)
        while waiting:
            fresh = [one for one in self.needs(waiting.pop()) if one not in reached]
            reached.update(fresh)
            waiting += fresh
        return frozenset(reached - first)

    def is_repointed(self, path: str) -> bool:
        """Whether the user wants a package to be imported instead of the module."""
        return self.decisions.get(path, "").startswith(REPOINT)
