"""What each module needs, at any remove: workspace packages, packages from outside, modules of the app."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from migrator.api import Edge, External, Project, Resolved, Unresolved, is_source

from .._reading.serving import owner_of


@dataclass(frozen=True, slots=True)
class Reached:
    """What one module needs. Paths and names are sorted."""

    packages: tuple[str, ...]
    npm: tuple[str, ...]
    app_modules: tuple[str, ...]


class Reach:
    """Follows references through what is Inngest's and through the app, not into other packages."""

    def __init__(self, project: Project, inngests: Collection[str]) -> None:
        self.project = project
        self.inngests = inngests
        self._found: dict[str, Reached] = {}

    def of(self, path: str) -> Reached:
        """What the module at `path` needs, types included."""
        if path not in self._found:
            self._found[path] = self._reached(path)
        return self._found[path]

    def _reached(self, path: str) -> Reached:
        home = owner_of(self.project, path)
        packages: set[str] = set()
        npm: set[str] = set()
        seen, waiting = {path}, [path]
        while waiting:
            for edge in self.project.graph.edges_from(waiting.pop()):
                if not edge.loads:
                    continue
                self._take(edge, home, packages, npm)
                for target in self._targets(edge):
                    if target not in seen and is_source(target) and owner_of(self.project, target) == home:
                        seen.add(target)
                        waiting.append(target)
                    elif target not in seen and owner_of(self.project, target) != home:
                        packages |= self._named(target)
        app = {one for one in seen if one not in self.inngests and one != path}
        return Reached(tuple(sorted(packages)), tuple(sorted(npm)), tuple(sorted(app)))

    def _take(self, edge: Edge, home: str, packages: set[str], npm: set[str]) -> None:
        match edge.resolution:
            case External(package):
                npm.add(package)
            case Unresolved() if edge.reference.package is not None:
                member = self.project.workspace.by_name(edge.reference.package)
                if member is not None and member.folder != home and member.name is not None:
                    packages.add(member.name)
            case Resolved(target) if owner_of(self.project, target) != home:
                packages |= self._named(target)

    def _named(self, target: str) -> set[str]:
        owner = self.project.workspace.owner(target)
        return {owner.name or owner.folder} if owner is not None else set()

    def _targets(self, edge: Edge) -> Iterator[str]:
        """Where a reference leads: past an index of Inngest's, to the modules that declare what is taken from it."""
        target, names = edge.target, edge.reference.names
        if target is None:
            return
        if target not in self.inngests or not names or any(name.imported == "*" for name in names):
            yield target
            return
        for name in names:
            there = self.project.symbols.declaration(target, name.imported)
            yield there.path if there is not None and there.path is not None else target
