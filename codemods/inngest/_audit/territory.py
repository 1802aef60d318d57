"""Which modules of a repository are Inngest's, wherever they lie, and who names them from outside."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import Any

from migrator.api import Edge, Form, MigratorError, Producer, Project, is_source, is_test

from .._reading.anatomy import anatomy_of
from .._reading.extent import Extent
from .._reading.search import Search, is_exported
from .._reading.serving import owner_of
from .words import MIDDLEWARE

_NAMES: Mapping[Form, str] = {Form.DYNAMIC_IMPORT: "dynamic"}


class Territory:
    """The Inngest code of every package that has any. `params` are the plan's, for the app that it is about."""

    def __init__(self, project: Project, params: Mapping[str, Any]) -> None:
        self.project = project
        self.params = params
        self.anatomy = anatomy_of(project)

    @cached_property
    def modules(self) -> frozenset[str]:
        """Clients, events, functions, and what lies with them; tests left out."""
        found = (path for path in self.project.sources if self._is_held(path) or self._is_inngests(path))
        return frozenset(path for path in found if not is_test(path) and path not in self.routes)

    @cached_property
    def tests(self) -> tuple[str, ...]:
        """The tests that name what is Inngest's."""
        found = {edge.importer for edge in self._edges() if is_test(edge.importer)}
        return tuple(sorted(found))

    @cached_property
    def middleware(self) -> tuple[str, ...]:
        """The modules that make Inngest middleware."""
        return tuple(path for path in self.project.mentioning(MIDDLEWARE) if not is_test(path))

    @cached_property
    def routes(self) -> frozenset[str]:
        """The modules that serve functions, unless they lie with the rest, or make the client as well."""
        serving = (call.module.path for call in self.anatomy.serves)
        return frozenset(path for path in serving if not self._is_held(path) and not self._makes_client(path))

    @cached_property
    def producers(self) -> tuple[Producer, ...]:
        """Every reference from outside to what is Inngest's; not those of routes, nor of tests beside the code."""
        found = []
        for edge in self._edges():
            if edge.importer in self.routes or self._is_own_test(edge):
                continue
            line = self.project.module(edge.importer).position(edge.reference.span.start).line
            form = _NAMES.get(edge.reference.form, str(edge.reference.form))
            found.append(Producer(edge.importer, line, edge.reference.specifier, form))
        return tuple(found)

    def is_planned(self, path: str) -> bool:
        """Whether a module belongs to what the plan is about."""
        extent = self._extents.get(str(self.params.get("app")))
        return extent is not None and extent.holds(path)

    def _edges(self) -> Iterator[Edge]:
        """The references from outside to what is Inngest's, by importer and place."""
        graph = self.project.graph
        importers = {importer for path in self.modules for importer in graph.importers(path)}
        for importer in sorted(importers - self.modules):
            yield from (edge for edge in graph.edges_from(importer) if edge.target in self.modules)

    def _is_own_test(self, edge: Edge) -> bool:
        """Whether a test lies with the code, and so moves with it."""
        if not is_test(edge.importer):
            return False
        return any(edge.importer.startswith(f"{root}/") for root in self._roots)

    def _is_held(self, path: str) -> bool:
        """Whether a module lies where Inngest's do."""
        held = any(extent.holds(path) for extent in self._extents.values())
        return held or any(path.startswith(f"{folder}/") for folder in self._whole)

    def _is_inngests(self, path: str) -> bool:
        if is_test(path):
            return False
        anatomy = self.anatomy
        return self._makes_client(path) or anatomy.makes_functions(path) or anatomy.declares_events(path)

    def _makes_client(self, path: str) -> bool:
        """Whether a module makes a client for others; one that it keeps to itself is a detail of its own."""
        return any(client.module.path == path and is_exported(client) for client in self.anatomy.clients)

    @cached_property
    def _roots(self) -> tuple[str, ...]:
        named = [root for extent in self._extents.values() for root in extent.roots if not is_source(root)]
        return (*named, *self._whole)

    @cached_property
    def _whole(self) -> tuple[str, ...]:
        """The packages that are for Inngest alone, by folder."""
        return tuple(sorted(folder for folder in self._homes if folder and self._is_whole(folder)))

    def _is_whole(self, folder: str) -> bool:
        """Whether a package is called after Inngest, or is for others to use and has little else."""
        manifest = self.project.workspace.manifest(folder)
        name = (manifest.name if manifest is not None else None) or ""
        if "inngest" in (folder.rpartition("/")[2] + name.rpartition("/")[2]).lower():
            return True
        used = any(name in package.manifest.ranges for package in self.project.workspace.packages)
        modules = [one for one in self.project.sources if one.startswith(f"{folder}/") and not is_test(one)]
        return used and 2 * sum(map(self._is_inngests, modules)) > len(modules)

    @cached_property
    def _extents(self) -> Mapping[str, Extent]:
        """By package, where its Inngest is: as the plan has it, else as it can be found."""
        found: dict[str, Extent] = {}
        for folder in self._homes - set(self._whole):
            try:
                if self.params.get("app") == folder:
                    source, along = str(self.params["source"]), list(self.params.get("along") or ())
                else:
                    source = self.project.once(Search, folder).source
                    along = self.project.once(Search, folder, source).along
            except MigratorError:
                continue  # Nobody can say where it begins and ends; each module that makes something counts by itself.
            found[folder] = Extent(self.project, source, "", along)
        return found

    @cached_property
    def _homes(self) -> frozenset[str]:
        return frozenset(owner_of(self.project, client.module.path) for client in self.anatomy.clients)
