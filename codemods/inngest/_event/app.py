"""The surroundings of a new event: the client, its folder, the SDK, zod, the manner of the code."""

from __future__ import annotations

from functools import cached_property
from typing import Final, Literal

from migrator.api import (
    HouseStyle,
    Module,
    Node,
    Project,
    RefusedError,
    directory_of,
    is_routed,
    is_test,
    lies_in,
)

from .._reading.anatomy import anatomy_of, function_calls
from .._reading.constants import property_of
from .._reading.folders import Folders
from .._reading.serving import owner_of
from .._reading.versions import major_of
from .._reading.zod import zod_import

Framework = Literal["nest", "next", "plain"]
_TYPESCRIPT: Final = (".ts", ".tsx", ".mts", ".cts")


class EventApp:
    """One client and the package that makes it. Raises RefusedError where a module makes no client, or several."""

    def __init__(self, project: Project, client: str) -> None:
        self.project = project
        self.client_path = client
        self.anatomy = anatomy_of(project)
        found = [node for node in self.anatomy.clients if node.module.path == client]
        if len(found) != 1:
            raise RefusedError(
                f"{client} makes {len(found) or 'no'} Inngest clients", hint="`client` is the module of one client"
            )
        if not client.endswith(_TYPESCRIPT):
            raise RefusedError(f"{client} is JavaScript, and what this would write is TypeScript")
        self.client: Node = found[0]
        self.package = owner_of(project, client)

    @cached_property
    def house(self) -> HouseStyle:
        """How the package's modules are written."""
        return HouseStyle(self.project, self.package)

    def specifier(self, after: Project, target: str, importer: str) -> str:
        """How `importer` names `target`, both in `after`: as that module names others outside of its folder.

        A new module, and one that names none, does it as most of the package. Raises RefusedError where nothing leads
        there.
        """
        folder = directory_of(importer)
        if self.project.tree.entry(importer) is not None and not lies_in(target, folder):
            for edge in self.project.graph.edges_from(importer):
                if edge.target is None or edge.target not in self.own_sources or lies_in(edge.target, folder):
                    continue
                found = after.resolver.specifier_for(target, importer, edge.reference.specifier)
                if found is not None:
                    return found
        return self.house.specifier(after, target, importer)

    @property
    def module(self) -> Module:
        """The module that makes the client."""
        return self.client.module

    @cached_property
    def client_name(self) -> str:
        """The name by which others import the client. Raises RefusedError where it is exported under none."""
        local = _name_given(self.client)
        for export in self.module.exports:
            if export.local is None or export.name == "default" or export.type_only:
                continue
            if export.local == local or (local is not None and self._is_made_by(export.local, local)):
                return export.name
        raise RefusedError(
            f"the client of {self.client_path} is not exported by name", hint="write `export const inngest = ...`"
        )

    def _is_made_by(self, name: str, factory: str) -> bool:
        """Whether a constant is what the function `factory` returns."""
        return any(
            (given := one.field("name")) is not None
            and given.text == name
            and (value := one.field("value")) is not None
            and value.kind == "call_expression"
            and (callee := value.field("function")) is not None
            and callee.text == factory
            for one in self.module.root.descendants("variable_declarator")
        )

    @cached_property
    def folder(self) -> str:
        """The Inngest folder: the client's own, or the one that is called after the client's module beside it."""
        near = directory_of(self.client_path)
        folders = Folders(self.project, self.package)
        if folders.is_own(near):
            return folders.called_after_inngest(near)
        if "inngest" in self.package.rpartition("/")[2]:
            return near
        return f"{near}/inngest".lstrip("/")

    @cached_property
    def sdk(self) -> Literal[3, 4]:
        """The SDK's major version. Raises RefusedError where it is unknown, or one that this knows nothing of."""
        major = major_of(self.project, self.package, "inngest") or self._sdk_of_code()
        if major == 3:
            return 3
        if major == 4:
            return 4
        raise RefusedError(
            f"the version of inngest that {self.package or 'the root package'} uses is {major or 'unknown'}",
            hint="this knows the SDK's versions 3 and 4; declare one in package.json",
        )

    def _sdk_of_code(self) -> int | None:
        """What calls of `createFunction` tell: SDK 3 takes three arguments, SDK 4 two."""
        for path in self.function_modules:
            for call in function_calls(self.project.module(path)):
                arguments = call.field("arguments")
                given = [one for one in arguments.children if one.kind != "comment"] if arguments is not None else []
                if len(given) == 3:
                    return 3
                if len(given) == 2 and given[0].kind == "object" and property_of(given[0], "triggers"):
                    return 4
        return None

    @cached_property
    def zod(self) -> int | None:
        """The major version of zod that schemas are made with: that of `zod/v4` is 4 also in zod 3.25."""
        version = self.zod_import[1].removeprefix("zod").removeprefix("/v")[:1]
        return int(version) if version.isdigit() else major_of(self.project, self.package, "zod")

    @cached_property
    def zod_import(self) -> tuple[str, str]:
        """What an import of zod takes and from where, as most modules of the package have it."""
        return zod_import(self.project, self.own_sources)

    @cached_property
    def own_sources(self) -> tuple[str, ...]:
        """The sources of the package."""
        return tuple(path for path in self.project.sources if owner_of(self.project, path) == self.package)

    @cached_property
    def function_modules(self) -> tuple[str, ...]:
        """The package's modules that make functions, those in routes and tests left out."""
        return tuple(
            path
            for path in self.own_sources
            if not is_test(path) and not is_routed(self.project, path) and self.anatomy.makes_functions(path)
        )


def _name_given(client: Node) -> str | None:
    """The constant that a client is, or the function that returns it."""
    around = client.parent
    while around is not None:
        name = around.field("name")
        if around.kind in ("variable_declarator", "function_declaration") and name is not None:
            return name.text
        if around.kind in ("program", "class_declaration"):
            return None
        around = around.parent
    return None
