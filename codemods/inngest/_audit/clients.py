"""The clients of a repository: what they are made with, and which of them an expression may be."""

from __future__ import annotations

from functools import cached_property

from migrator.api import Node, Project

from .._reading.constants import declared, property_of
from .._reading.schemas import options_of_client
from .._reading.serving import owner_of
from .client_names import ClientNames
from .expressions import Expressions


class Clients(ClientNames):
    """The clients of a project, and what stands for one."""

    def __init__(self, project: Project) -> None:
        super().__init__(project)
        self.expressions = Expressions(project)

    def id_of(self, client: Node) -> str | None:
        """The app's id as the client gives it; None where the text doesn't tell."""
        options = options_of_client(self.project, client)
        given = property_of(options, "id") or property_of(options, "name") if options is not None else None
        value = given.field("value") if given is not None and given.kind == "pair" else given
        return self.expressions.text(value) if value is not None else None

    def of_package(self, folder: str) -> list[Node]:
        """The clients that modules of one package make."""
        return [one for one in self.anatomy.clients if owner_of(self.project, one.module.path) == folder]

    @cached_property
    def have_schemas(self) -> bool:
        """Whether every client is made with event schemas."""
        return bool(self.anatomy.clients) and all(map(self.has_schemas, self.anatomy.clients))

    def has_schemas(self, client: Node) -> bool:
        """Whether a client is made with event schemas, so that TypeScript holds senders to them."""
        options = options_of_client(self.project, client)
        return options is not None and property_of(options, "schemas") is not None

    def behind(self, sender: Node) -> list[Node]:
        """The clients that `sender` may be: those made where it is declared; of a step, those of its package."""
        there = declared(self.project, sender)
        path = there[0] if there is not None else sender.module.path
        made = [one for one in self.anatomy.clients if one.module.path == path]
        return made or self.of_package(owner_of(self.project, sender.module.path)) or list(self.anatomy.clients)
