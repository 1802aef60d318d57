"""What an app's Inngest folder still has of the package: shims, and modules that stay and pass names on."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from functools import cached_property

from migrator.api import Edge, Form, Project, is_source, is_test, reexports, through

from .._reading.extent import Extent
from .._reading.provenance import Symbol, only_passes_on, sources_of


class OldFolder:
    """The folder `source` of an app, whose Inngest is (in part) in the package folder `package` by now.

    What is `along`, elsewhere in the app, belongs to it. Files that Next's router finds by their path do not.
    """

    def __init__(self, project: Project, source: str, package: str, along: Collection[str] = ()) -> None:
        self.project = project
        self.source = source
        self.package = package
        self.extent = Extent(project, source, package, along)

    @property
    def name(self) -> str:
        """The package's name, which is how others import it."""
        owner = self.project.workspace.owner(f"{self.package}/package.json")
        return owner.name if owner is not None and owner.name else self.package

    @cached_property
    def shims(self) -> tuple[str, ...]:
        """What the plan's moves left at old paths: modules that do nothing but re-export modules of the package.

        Below `source` every such module is one. Elsewhere in the app only where a module came along from that very
        place: an app may have re-exports of its own.
        """
        app = self.project.workspace.owner(f"{self.source}/x")
        folder = f"{app.folder}/" if app is not None and app.folder else ""
        found = []
        for path in self.project.sources:
            image = f"{self.package}/src/{path.removeprefix(folder).removeprefix('src/')}"
            inside = self.extent.holds(path)
            if not inside and (not path.startswith(folder) or self.project.tree.entry(image) is None):
                continue
            targets = {edge.target or "" for edge in reexports(self.project, path)}
            of_package = bool(targets) and all(target.startswith(f"{self.package}/") for target in targets)
            if of_package and (inside or targets == {image}):
                found.append(path)
        return tuple(found)

    @cached_property
    def kept(self) -> tuple[str, ...]:
        """Modules below `source` that stay and pass names on which are the package's, as a kept index does."""
        return tuple(path for path in self._passing_on if only_passes_on(self.project.module(path)))

    @cached_property
    def at_work(self) -> tuple[str, ...]:
        """Modules like those `kept` that do more when they load: what they pass on, they may have changed before."""
        return tuple(path for path in self._passing_on if path not in self.kept)

    @cached_property
    def _passing_on(self) -> tuple[str, ...]:
        below = [path for path in self.project.sources if self.extent.holds(path) and not is_test(path)]
        return tuple(path for path in below if path not in self.shims and self.passed_on(path))

    def edges(self) -> Iterator[Edge]:
        """Every reference to a shim or to a module that passes names on, those of shims themselves left out.

        So are re-exports from one module that passes on to the next: they go where nobody takes their names.
        """
        among = (Form.REEXPORT, Form.REEXPORT_ALL)
        for path in (*self.shims, *self.kept):
            for edge in self.project.graph.edges_to(path):
                inner = path in self.kept and edge.importer in self.kept and edge.reference.form in among
                if edge.importer not in self.shims and edge.importer != path and not inner:
                    yield edge

    def passed_on(self, path: str) -> Mapping[str, Symbol]:
        """Each name that a module of the folder has from the package, and where in the package that is."""
        names = self.project.symbols.names(path)
        return {name: place for name in names if (place := self.place(path, name)) is not None}

    def place(self, path: str, name: str) -> Symbol | None:
        """The module of the package that gives `path` its export `name`, and the name there.

        None where the name is the app's own, and for `"*"` where the names are not all one module's.
        """
        return self._place(path, name, frozenset())

    def _place(self, path: str, name: str, seen: frozenset[Symbol]) -> Symbol | None:
        if path.startswith(f"{self.package}/"):
            return path, name
        if path in self.shims:
            return through(self.project, path, name)
        if (path, name) in seen or name == "*" or not is_source(path) or not self.extent.holds(path):
            return None
        if self.project.symbols.declaration(path, name) is None:
            return None
        places = [self._place(*way, seen | {(path, name)}) for way in sources_of(self.project, path, name)]
        # Several `export *` may bring the same declaration.
        return places[0] if places and None not in places else None
