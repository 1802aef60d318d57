"""Which clients there are, and which of them the routes serve."""

from __future__ import annotations

from collections.abc import Iterable

from migrator.api import Node, Project, UsageError

from .anatomy import anatomy_of
from .constants import property_of
from .served import options_of


def owner_of(project: Project, path: str) -> str:
    """The folder of the package that a path belongs to; empty for the root's."""
    owner = project.workspace.owner(path)
    return owner.folder if owner is not None else ""


def clients_of(project: Project) -> list[Node]:
    """Every client. Raises UsageError where there is none."""
    clients = list(anatomy_of(project).clients)
    if not clients:
        raise UsageError(
            "there is no Inngest client in this repository: no module calls `new Inngest(...)`",
            hint="give the folder that holds Inngest with `-p app=... -p source=...` if it is made in another way",
        )
    return clients


def served_clients(project: Project) -> set[tuple[str, str]]:
    """Route and client: each module that calls `serve`, with the module that declares the client it is given."""
    found: set[tuple[str, str]] = set()
    for call in anatomy_of(project).serves:
        options = options_of(project, call)
        given = property_of(options, "client") if options is not None else None
        value = given.field("value") if given is not None and given.kind == "pair" else given
        imported = value.module.bindings.imports.get(value.text) if value is not None else None
        if imported is None:
            found |= _only_client(project, call.module.path)
        else:
            at = value.module.path if value is not None else call.module.path
            target = project.resolver.resolve(imported[0].specifier, at)
            path = getattr(target, "path", None)
            there = project.symbols.declaration(path, imported[1].imported) if path else None
            if there is not None and there.path is not None:
                found.add((call.module.path, there.path))
    return found


def _only_client(project: Project, route: str) -> set[tuple[str, str]]:
    """A route's client where the route doesn't say: the only one of its app, or of the packages the app depends on."""
    app = project.workspace.owner(route)
    paths = {client.module.path for client in anatomy_of(project).clients}
    own = {path for path in paths if project.workspace.owner(path) == app}
    near = own or {
        path
        for path in paths
        if app is not None and (there := project.workspace.owner(path)) and there.name in app.manifest.ranges
    }
    return {(route, path) for path in near} if len(near) == 1 else set()


def each_of(places: Iterable[str]) -> str:
    """Several places as a sentence has them."""
    listed = list(places)
    return " and ".join((", ".join(listed[:-1]), listed[-1])) if len(listed) > 1 else listed[0]
