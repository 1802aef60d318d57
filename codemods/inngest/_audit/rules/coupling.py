"""Clients: several of them in one app, and those that need code of the app."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from migrator.api import Decision, Fault, Rule, is_source

from ..._reading.search import is_exported
from ..._reading.serving import owner_of
from ..survey import Survey

SEVERAL = Rule("several-clients", "warning", "An app has one Inngest client, which everybody shares.")
NEEDS_APP = Rule("client-imports-app", "warning", "The client that others use needs no code of the app around it.")
RULES = (SEVERAL, NEEDS_APP)


def faults(survey: Survey, modules: Sequence[Decision]) -> Iterator[Fault]:
    """Clients beyond the first of a package, and references of clients to modules that have to stay in the app."""
    first: dict[str, str] = {}
    for client in survey.clients.anatomy.clients:
        path, home = client.module.path, owner_of(survey.project, client.module.path)
        if home in first:
            message = f"another Inngest client is made here; {first[home]} makes one already"
            hint = "import that one: each client has its own id, schemas and middleware"
            yield Fault(SEVERAL, path, client.position.line, message, hint)
        first.setdefault(home, path)
    along = {one.path for one in modules if one.decision in ("move", "co-move", "repoint")}
    shared = (client for client in survey.clients.anatomy.clients if is_exported(client))
    for path in sorted({client.module.path for client in shared}):
        for edge in survey.project.graph.edges_from(path):
            target = edge.target
            if target is None or not edge.loads or not is_source(target) or target in survey.territory.modules:
                continue
            if owner_of(survey.project, target) == owner_of(survey.project, path) and target not in along:
                line = survey.project.module(path).position(edge.reference.span.start).line
                message = f"the client imports {target}, which is the app's"
                hint = "hand it to the client from outside, or move it to a package: who sends an event loads it, too"
                yield Fault(NEEDS_APP, path, line, message, hint)
