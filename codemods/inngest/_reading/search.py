"""Where an app has its Inngest: in one folder as a rule, in one module, or spread over several places."""

from __future__ import annotations

import posixpath
from collections.abc import Collection, Iterable
from functools import cached_property

from migrator.api import Node, Project, UsageError, directory_of, is_routed, is_test

from .anatomy import anatomy_of, is_called_after_events
from .folders import Folders
from .served import serve_call
from .serving import clients_of, each_of, owner_of, served_clients


class Search:
    """Finds one app's Inngest. `given` is the folder or module that somebody named for it, if anybody did."""

    def __init__(self, project: Project, app: str, given: str | None = None) -> None:
        self.project = project
        self.app = app
        self.given = given
        self.anatomy = anatomy_of(project)
        self.folders = Folders(project, app)

    @cached_property
    def source(self) -> str:
        """The folder of client and functions; else the client's own, the functions' own, or the client's module.

        Raises UsageError where several clients could be meant, or where the client is made in a route.
        """
        if self.given is not None:
            return self.given
        folder = directory_of(self.client)
        together = posixpath.commonpath([folder, *map(directory_of, self.functions)])
        if self.folders.is_own(together):
            return together
        if self.folders.is_own(folder):
            return self.folders.called_after_inngest(folder)
        apart = [path for path in self.functions if path != self.client]
        outside = posixpath.commonpath(map(directory_of, apart)) if apart else self.app
        return self.folders.called_after_inngest(outside) if self.folders.is_own(outside) else self.client

    @cached_property
    def along(self) -> list[str]:
        """What belongs to it outside `source`: the client, the events that it takes, the functions that are served.

        Raises UsageError where `source` has neither client nor functions, unless they have moved.
        """
        if not any(owner_of(self.project, one.module.path) == self.app for one in self.anatomy.clients):
            return []
        makers = [*self._makers, *(client.module.path for client in self.anatomy.clients)]
        if not any(map(self._is_in_source, makers)):
            if self._takes_a_client_from_a_package:
                return []
            hint = "`-p source=...` names the folder that holds it, or its module"
            raise UsageError(f"no module of {self.given} makes an Inngest client, or functions", hint=hint)
        alone = [path for path in (self.client, *self._events) if not self._is_in_source(path)]
        folders = self.folders.of([path for path in self._to_move if path not in alone])
        return sorted({*alone, *(one for one in folders if not self._is_in_source(one))})

    @property
    def _takes_a_client_from_a_package(self) -> bool:
        home = self.project.workspace.owner(f"{self.app}/package.json")
        owners = [self.project.workspace.owner(client.module.path) for client in self.anatomy.clients]
        return home is not None and any(one is not None and one.name in home.manifest.ranges for one in owners)

    @cached_property
    def client(self) -> str:
        """The module that makes the client."""
        clients = [one for one in clients_of(self.project) if owner_of(self.project, one.module.path) == self.app]
        if not clients:
            hint = "choose another `-p app=...`"
            raise UsageError(f"{self.app or 'the root package'} makes no Inngest client", hint=hint)
        wanted = self._wanted(clients)
        paths = sorted({client.module.path for client in wanted})
        if len(paths) > 1 and not self._is_in_source(paths[0]):
            places = [f"{client.module.path}:{client.position.line}" for client in wanted]
            raise UsageError(
                f"{self.app or 'the root package'} makes several Inngest clients: {each_of(places)}",
                hint=f"say which is to move, as in `-p source={self.folders.around(paths[0])}`; its client goes along",
            )
        if is_routed(self.project, paths[0]):
            raise UsageError(
                f"the Inngest client is made in {paths[0]}, which has to stay where Next's router looks for it",
                hint="make the client in a module of its own first, and import it there",
            )
        return paths[0]

    def _wanted(self, clients: list[Node]) -> list[Node]:
        """The clients that may be meant: those in `source`, else those its functions use, served, exported, or all."""
        served = {client for route, client in served_clients(self.project) if owner_of(self.project, route) == self.app}
        used = {one for path in self._makers if self._is_in_source(path) for one in self.anatomy.clients_used(path)}
        return (
            [client for client in clients if self._is_in_source(client.module.path)]
            or [client for client in clients if client.module.path in used]
            or [client for client in clients if client.module.path in served]
            or [client for client in clients if is_exported(client)]
            or clients
        )

    def _is_in_source(self, path: str) -> bool:
        return self.given is not None and (path == self.given or path.startswith(f"{self.given}/"))

    @cached_property
    def _makers(self) -> list[str]:
        return [
            path
            for path in self.anatomy.function_modules
            if owner_of(self.project, path) == self.app and not is_test(path)
        ]

    @cached_property
    def functions(self) -> list[str]:
        """The modules that make functions with the client, those in routes left out, and those of other clients."""
        others = {one.module.path for one in self.anatomy.clients} - {self.client}
        return [
            path
            for path in self._makers
            if not is_routed(self.project, path)
            and not {"use server", "use client"} & set(self.project.module(path).directives)
            and (self.client in (used := self.anatomy.clients_used(path)) or not used & others)
        ]

    @cached_property
    def _to_move(self) -> list[str]:
        """The functions that are served, that something in the source names, or of which nobody knows if they are."""
        calls = [serve_call(self.project, call) for call in self.anatomy.serves]
        calls = [call for call in calls if owner_of(self.project, call.path) == self.app]
        served = {one.path for call in calls for one in call.functions or ()}
        unclear = not calls or any(call.functions is None for call in calls)
        return [
            path
            for path in self.functions
            if unclear or path in served or any(map(self._is_in_source, self.project.graph.importers(path)))
        ]

    @cached_property
    def _events(self) -> list[str]:
        """The modules that declare the events which client and functions take from them, and little else."""
        schemas = self.anatomy.schema_sources(self.project.module(self.client))
        needed = {*schemas, *self._needed([self.client, *self._to_move])}
        return [
            path
            for path in sorted(needed)
            if owner_of(self.project, path) == self.app and path in self.project.sources
            if self.anatomy.is_event_schemas(path) and not is_routed(self.project, path)
            if self.anatomy.declares_events(path) or (path in schemas and _is_telling(path))
        ]

    def _needed(self, paths: Iterable[str]) -> Collection[str]:
        return {one for path in paths for one in self.project.graph.targets(path)}


def _is_telling(path: str) -> bool:
    """Whether a module's place says that it is about events or Inngest, and not the types of the whole app."""
    return is_called_after_events(path) or "inngest" in path.lower()


def is_exported(client: Node) -> bool:
    """Whether a client is for others: one made inside a function, or kept to its module, is that module's own."""
    around = client.parent
    while around is not None and around.kind in ("as_expression", "satisfies_expression", "variable_declarator"):
        name = around.field("name")
        if name is not None:
            return any(export.local == name.text for export in client.module.exports)
        around = around.parent
    return around is not None and around.kind == "export_statement"
