"""What the set-up of Inngest in an app consists of: where each part is, or where it goes."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from migrator.api import Node, Project, RefusedError

from .._event.app import EventApp
from .._reading.anatomy import anatomy_of
from .._reading.constants import property_of, value_of
from .._reading.lists import Served, evaluate
from .._reading.served import ServeCall, serve_call
from .._reading.serving import owner_of, served_clients
from .._reading.versions import major_of
from .._writing.registry import FUNCTIONS
from .next_app import NextApp
from .sdk_choice import Sdk


@dataclass(frozen=True, slots=True)
class Registered:
    """An exported array of functions: the module, the name, the array itself, and what is in it."""

    path: str
    name: str
    value: Node
    functions: tuple[Served, ...]


class SetUp:
    """The set-up of one app. Raises RefusedError where the folder is none, or where its parts contradict each other."""

    def __init__(self, project: Project, folder: str) -> None:
        self.project = project
        self.app = NextApp(project, folder)
        self.anatomy = anatomy_of(project)

    @cached_property
    def client(self) -> EventApp | None:
        """The app's client; None where it has none. Raises RefusedError where it has several."""
        own = [client for client in self.anatomy.clients if self._is_own(client)]
        if len(own) > 1:
            places = " and ".join(f"{one.module.path}:{one.position.line}" for one in own)
            raise RefusedError(
                f"the app has several Inngest clients: {places}", hint="this sets one up; it goes no further"
            )
        return EventApp(self.project, own[0].module.path) if own else None

    @property
    def client_path(self) -> str:
        """Where the client is, or where it goes."""
        return self.client.client_path if self.client is not None else f"{self._inside('lib/inngest')}/client.ts"

    @cached_property
    def route(self) -> ServeCall | None:
        """What serves the app's functions; None where nothing does."""
        own = [call for call in self.anatomy.serves if self._is_own(call)]
        return serve_call(self.project, own[0]) if own else None

    @property
    def serves_nothing(self) -> bool:
        """Whether there is a route with an empty list, as one writes it before there are functions."""
        value = self.route.value if self.route is not None else None
        return value is not None and value.kind == "array" and not value.children

    @property
    def serves_another_package(self) -> bool:
        """Whether the app's route serves the functions of a client that a package makes."""
        route = self.route
        return route is not None and any(
            path == route.path and owner_of(self.project, client) != self.app.folder
            for path, client in served_clients(self.project)
        )

    @property
    def route_path(self) -> str:
        """Where the route is, or where it goes."""
        return self.route.path if self.route is not None else f"{self.app.router}/api/inngest/route.ts"

    @property
    def functions(self) -> str:
        """The folder for functions."""
        folder = self.client.folder if self.client is not None else self._inside("lib/inngest")
        return f"{folder}/functions"

    @cached_property
    def registry(self) -> Registered | None:
        """The array of functions that the Inngest folder exports; None where there is none, or more than one."""
        folder = self.functions.rpartition("/")[0]
        found = []
        for path in self.app.sources:
            if not path.startswith(f"{folder}/"):
                continue
            for export in self.project.module(path).exports:
                value = value_of(self.project.module(path), export.name) if export.reference is None else None
                served = evaluate(self.project, value, frozenset()) if value is not None else None
                if value is not None and served is not None:
                    found.append(Registered(path, export.name, value, served))
        named = [one for one in found if one.name == FUNCTIONS]
        return named[0] if len(named) == 1 else found[0] if len(found) == 1 else None

    @cached_property
    def made_functions(self) -> tuple[str, ...]:
        """The app's modules that make functions, tests and routes left out."""
        return self.client.function_modules if self.client is not None else ()

    @property
    def sdk(self) -> Sdk:
        """The SDK's major version. Raises RefusedError where the app declares none."""
        major = major_of(self.project, self.app.folder, "inngest")
        if major in (3, 4):
            return 3 if major == 3 else 4
        shown = self.app.manifest.path
        raise RefusedError(
            f"{shown} declares no inngest of version 3 or 4", hint="the step `add-inngest` comes before this one"
        )

    def _inside(self, path: str) -> str:
        return f"{self.app.code}/{path}".lstrip("/")

    def _is_own(self, node: Node) -> bool:
        return owner_of(self.project, node.module.path) == self.app.folder


def client_id(client: Node) -> str | None:
    """The id of a client where it is written out; None where it comes from elsewhere."""
    arguments = client.field("arguments")
    options = arguments.children[0] if arguments is not None and arguments.children else None
    given = property_of(options, "id") if options is not None and options.kind == "object" else None
    value = given.field("value") if given is not None else None
    return value.string_value if value is not None else None
