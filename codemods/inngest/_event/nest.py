"""What an app of NestJS is made of: classes, their decorators, where `nest-inngest` is.

Facts are those of `@nestjs/common` and of `nest-inngest` 1, whose decorators come from `NestInngest.from(client)`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from migrator.api import Module, Node, Project, is_test

from .._reading.anatomy import anatomy_of
from .._reading.constants import declared, property_of, value_of
from .._reading.serving import owner_of

_PACKAGE = "nest-inngest"


@dataclass(frozen=True, slots=True)
class Decorated:
    """A class and the call of one of its decorators: `@Module({ ... })`."""

    node: Node
    call: Node

    @property
    def name(self) -> str:
        """The class's name; empty where it has none."""
        name = self.node.field("name")
        return name.text if name is not None else ""

    @property
    def module(self) -> Module:
        """The module that the class is in."""
        return self.node.module

    @property
    def path(self) -> str:
        """Where it is."""
        return self.node.module.path

    @property
    def body(self) -> Node:
        """The braces with its members."""
        body = self.node.field("body")
        assert body is not None, "the grammar gives every class a body"
        return body

    @property
    def argument(self) -> Node | None:
        """The object that the decorator is given; None where it is given none, or something else."""
        arguments = self.call.field("arguments")
        given = arguments.children if arguments is not None else ()
        return next((one for one in given if one.kind == "object"), None)

    @property
    def methods(self) -> dict[str, Node]:
        """Its methods by name, `constructor` among them."""
        found = (one for one in self.body.children if one.kind == "method_definition")
        return {name.text: one for one in found if (name := one.field("name")) is not None}


def is_nest(project: Project, app: str) -> bool:
    """Whether the app serves through `nest-inngest`: it imports that, or it declares it and has no route of its own."""
    manifest = project.workspace.manifest(app)
    serves = any(owner_of(project, call.module.path) == app for call in anatomy_of(project).serves)
    if manifest is not None and _PACKAGE in manifest.ranges and not serves:
        return True
    return any(
        reference.package == _PACKAGE
        for path in project.sources
        if owner_of(project, path) == app and _PACKAGE.encode() in project.module(path).source
        for reference in project.module(path).references
    )


def decorated(project: Project, app: str, decorator: str) -> Iterator[Decorated]:
    """The classes of an app that have a decorator of `@nestjs/common`, by path."""
    needle = f"@{decorator}(".encode()
    for path in project.sources:
        if owner_of(project, path) == app and not is_test(path) and needle in project.module(path).source:
            yield from decorated_in(project.module(path), decorator)


def decorated_in(module: Module, decorator: str) -> Iterator[Decorated]:
    """The classes of one module that have the decorator."""
    for node in module.root.descendants("class_declaration"):
        around = node.parent
        outside = around.children if around is not None and around.kind == "export_statement" else ()
        for one in (*outside, *node.children):
            call = one.children[0] if one.kind == "decorator" and one.children else None
            callee = call.field("function") if call is not None and call.kind == "call_expression" else None
            if call is not None and callee is not None and callee.text == decorator:
                yield Decorated(node, call)


def decorators_of_client(project: Project, app: str, client: str) -> tuple[str, str] | None:
    """Path and exported name of what `NestInngest.from` makes of the client in the module `client`; None without."""
    for path in project.sources:
        module = project.module(path)
        if owner_of(project, path) != app or is_test(path) or b".from(" not in module.source:
            continue
        for call in module.root.descendants("call_expression"):
            callee, arguments = call.field("function"), call.field("arguments")
            if callee is None or callee.text != "NestInngest.from" or arguments is None or not arguments.children:
                continue
            given = declared(project, arguments.children[0])
            name = call.parent.field("name") if call.parent is not None else None
            exported = {export.local: export.name for export in module.exports if export.local is not None}
            if given is not None and given[0] == client and name is not None and name.text in exported:
                return path, exported[name.text]
    return None


def listed_in(argument: Node | None, key: str) -> tuple[str, ...]:
    """The names in an array of a decorator's argument: `controllers: [A, B]`, `providers: [{ provide: A, ... }]`."""
    array = array_in(argument, key)
    return tuple(_names(array)) if array is not None else ()


def _names(array: Node) -> Iterator[str]:
    """What each element is, or provides; those of a constant of the module that is spread into it, too."""
    for one in array.children:
        provided = property_of(one, "provide") if one.kind == "object" else None
        token = provided.field("value") if provided is not None else None
        inner = one.children[0] if one.kind == "spread_element" else None
        spread = value_of(inner.module, inner.text) if inner is not None and inner.kind == "identifier" else None
        if spread is not None and spread.kind == "array" and spread != array:
            yield from _names(spread)
        elif one.kind != "comment":
            yield token.text if token is not None else one.text


def array_in(argument: Node | None, key: str) -> Node | None:
    """The array that a property of a decorator's argument is, be it through a constant of the module."""
    pair = property_of(argument, key) if argument is not None else None
    value = pair.field("value") if pair is not None and pair.kind == "pair" else pair
    if value is not None and value.kind in ("identifier", "shorthand_property_identifier"):
        value = value_of(value.module, value.text)
    return value if value is not None and value.kind == "array" else None
