"""Packages whose borders references come to cross: who imports declares, and who is imported offers."""

from __future__ import annotations

from collections.abc import Iterable

from migrator.refactor.configuration.connection import Advice
from migrator.refactor.configuration.consumer import connect
from migrator.refactor.configuration.entry_point import add_entry_point, is_offered
from migrator.refactor.dependencies.forced_versions import forced_versions
from migrator.refactor.dependencies.needed import Undeclared, declare, needs
from migrator.refactor.relocation.destinations import Destinations
from migrator.syntax import is_importer
from migrator.tree import Overlay
from migrator.workspace import Edge, Package


class Crossings:
    """Brings manifests, entry points and configuration along. `advice` is what is left for a person to write."""

    def __init__(self, destinations: Destinations, tree: Overlay) -> None:
        self.destinations = destinations
        self.project = destinations.project
        self.tree = tree
        self.advice: set[Advice] = set()
        self._connected: set[tuple[str, str]] = set()

    def of_references(self, edges: Iterable[Edge]) -> None:
        """Declare, and open entry points for, everything that a reference now crosses a package border to."""
        owner, moves = self.destinations.owner, self.destinations.relocation.moves
        for edge in edges:
            if edge.target not in moves and edge.reference.package in owner(edge.importer).manifest.ranges:
                continue  # It is named as a package, and comes to be declared as one.
            importer = self.destinations.path(edge.importer)
            for path in sorted(self.destinations.modules(edge)):
                target = owner(path)
                if target != owner(importer) and edge.reference.package != target.name:
                    self.to(importer, path)

    def to(self, importer: str, path: str) -> None:
        """Let the module that is going to be at `importer` import the one that is going to be at `path`."""
        target = self.destinations.owner(path)
        now = self.project.over(self.tree)
        named = now.resolver.specifier_for(path, importer, like=target.name or "") is not None
        if not named or not is_offered(now, now.workspace.owner(path) or target, path):
            self.advice.update(add_entry_point(self.project, self.tree, target.folder, path))
        self._connect_once(self.destinations.owner(importer), target)

    def of_moved_modules(self) -> list[Undeclared]:
        """Each package that modules come to declares what they import, with the ranges of the one they leave."""
        undeclared: list[Undeclared] = []
        journeys: dict[tuple[str, str], list[str]] = {}
        owner, workspace = self.destinations.owner, self.project.workspace
        for old, new in self.destinations.relocation.moves.items():
            if is_importer(old) and owner(old) != owner(new):
                journeys.setdefault((owner(old).folder, owner(new).folder), []).append(old)
        packages = {package.folder: package for package in workspace.packages}
        if workspace.root is not None:
            packages.setdefault("", workspace.root)
        for (origin, target), modules in sorted(journeys.items()):
            needed = needs(self.project, modules)
            undeclared += declare(self.tree, workspace, target, needed, packages[origin])
            self.advice.update(forced_versions(workspace, packages[origin], packages[target], needed))
            for name in sorted(needed):
                member = workspace.by_name(name)
                if member is not None and member.folder not in ("", target):
                    self._connect_once(packages[target], member)
        return undeclared

    def _connect_once(self, consumer: Package, target: Package) -> None:
        pair = (consumer.folder, target.folder)
        if pair not in self._connected:
            self._connected.add(pair)
            self.advice.update(connect(self.tree, self.project.workspace, consumer, target))
