"""References to a moved module's old path, pointed at the package through what stayed there."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

from migrator.api import (
    Context,
    Diagnostic,
    Edge,
    Form,
    Package,
    Target,
    connect,
    is_automock,
    left_to_do,
    repoint,
    wanted_names,
)

from .._reading.provenance import Symbol
from .client_side import past_server_code
from .old_folder import OldFolder
from .repeated import repeat

_MOCK = "write one mock for the client and one for the functions first"
_NAMES = "import the names one by one; until then the old module stays as a re-export"
# Forms that load a module, or speak of its types, for its names; the others only want it to be there.
_TAKING = (Form.IMPORT, Form.REEXPORT_ALL, Form.DYNAMIC_IMPORT, Form.IMPORT_TYPE, Form.REQUIRE, Form.IMPORT_EQUALS)


def repoint_edges(context: Context, folder: OldFolder, edges: Iterable[Edge]) -> None:
    """Point each of `edges`, which lead to the old folder, at what is the package's, name by name.

    Names that are the app's own stay with the module that keeps them. A reference that takes a module as a whole
    whose names have parted can't be pointed at one module; it stays, and so do the names there.
    """
    _Repointing(context, folder, list(edges)).finish()


class _Repointing:
    def __init__(self, context: Context, folder: OldFolder, edges: list[Edge]) -> None:
        self.context = context
        self.folder = folder
        self.edges = edges
        self.instead = past_server_code(context, folder, edges)
        self.resolver = context.project.over(context.tree).resolver

    def finish(self) -> None:
        """Edit the importers, and let their packages know the new one."""
        consumers: dict[str, Package | None] = {}
        left: set[str] = set()
        for edge in self.edges:
            if self._repoint(edge):
                left.add(edge.target or "")
                consumer = self.context.project.workspace.owner(edge.importer)
                consumers[consumer.folder if consumer is not None else ""] = consumer
        for path in sorted(left & set(self.folder.kept)):
            self._refuse_mocks(path)
        workspace = self.context.project.workspace
        owner = workspace.owner(self.folder.package + "/package.json")
        for consumer in consumers.values():
            # A package that took this from the app, as one of its own entry points, may not know the new one yet.
            if consumer is not None and owner is not None and consumer != owner:
                for advice in connect(self.context.tree, workspace, consumer, owner):
                    self.context.report(left_to_do(advice))

    def _repoint(self, edge: Edge) -> bool:
        """Whether the reference now names the package."""
        targets: dict[str, Target] = {}
        stays = edge.target in self.folder.kept
        for wanted in [name.imported for name in edge.reference.names] or ["*"]:
            place = self._place(edge, wanted)
            if place is None and stays and self._is_the_apps(edge, wanted):
                targets[wanted] = Target(edge.reference.specifier, wanted)
                continue
            specifier = place and self.resolver.specifier_for(place[0], edge.importer, self.folder.name)
            if place is None or specifier is None:
                if repeat(self.context, self.folder, edge):
                    return True
                self._report(edge)
                return False
            targets[wanted] = Target(specifier, place[1])
        edits = repoint(self.context.module(edge.importer), edge.reference, targets.__getitem__)
        self.context.edit(edge.importer, edits)
        return bool(edits)

    def _place(self, edge: Edge, wanted: str) -> Symbol | None:
        """Where the old module that `edge` leads to has `wanted` from."""
        old = edge.target or ""
        behind = self.folder.place(old, wanted)
        if wanted != "*":
            return self.instead.get(behind, behind) if behind is not None else None
        taken = wanted_names(self.context.project, edge) or frozenset()
        places = {name: self._place(edge, name) for name in taken}
        if behind is not None and not any(place in self.instead.values() for place in places.values()):
            return behind
        # The module's names have parted; what this reference takes of it may still be in one place.
        modules = {place[0] for name, place in places.items() if place is not None and place[1] == name}
        parted = any(place is None or place[1] != name for name, place in places.items())
        return (modules.pop(), "*") if len(modules) == 1 and not parted else None

    def _is_the_apps(self, edge: Edge, wanted: str) -> bool:
        """Whether a reference to a module that stays takes nothing through it."""
        if wanted != "*":
            return True
        taken = wanted_names(self.context.project, edge)
        return taken is not None and all(self.folder.place(edge.target or "", name) is None for name in taken)

    def _refuse_mocks(self, path: str) -> None:
        """Report mocks of a kept module of which can't be told whether they replace what others have left it for."""
        for edge in self.context.project.graph.edges_to(path):
            is_mock = edge.reference.form is Form.MOCK
            automock = is_automock(self.context.module(edge.importer), edge.reference)
            if is_mock and not automock and wanted_names(self.context.project, edge) is None:
                self._say(edge, "error", "mocks a module whose names are in several modules now", _MOCK)

    def _report(self, edge: Edge) -> None:
        kept = edge.target in self.folder.kept
        if kept and wanted_names(self.context.project, edge) is None:
            # What a file is loaded for, or that it is there, goes on as before; a mock is looked at in the end.
            if edge.reference.form in _TAKING:
                self._say(edge, "warning", "takes a module whole that passes on names of the package", _NAMES)
            return
        # What tests replace would no longer be what the tested code imports, and nothing would tell.
        is_mock = edge.reference.form is Form.MOCK
        message = "takes a module whole whose names are in several modules now"
        self._say(edge, "error" if is_mock else "warning", message, _MOCK if is_mock else _NAMES)

    def _say(self, edge: Edge, severity: Literal["error", "warning"], message: str, hint: str) -> None:
        line, column = self.context.module(edge.importer).position(edge.reference.span.start)
        message = f"{edge.reference.specifier!r} {message}"
        self.context.report(Diagnostic("left-on-shim", severity, message, edge.importer, line, column, hint))
