"""Where Inngest is in a repository: clients, functions, event schemas, middleware, serve routes.

Facts about the SDK are those of `inngest` 3 and 4: a client is `new Inngest({ id })`, a function is what
`client.createFunction(...)` returns, `serve` comes from `inngest/<framework>`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cached_property

from migrator.api import Module, ModuleReference, Node, Project, Resolved, is_source, is_test, reexports

from .constants import declared

_SDK = b"nngest"  # of `inngest`, or of `Inngest` from a package that passes it on
_MAKING = b"createFunction"
_DECLARING = ("eventType", "EventSchemas")
_SERVING = ("serve", "connect", "createServer")
_EVENTS = re.compile(r"^(.+[._-])?events?([._-](schemas?|types?))?$", re.IGNORECASE)


class Anatomy:
    """The Inngest code of one project, found by what it does, not by what it is called."""

    def __init__(self, project: Project) -> None:
        self.project = project
        project.look_for(_SDK, _MAKING)

    @cached_property
    def clients(self) -> tuple[Node, ...]:
        """Every `new Inngest(...)` outside tests, by path."""
        return tuple(
            node
            for module in self._modules()
            for node in module.root.descendants("new_expression")
            if self.is_sdk_name(node.field("constructor"), "Inngest")
        )

    @cached_property
    def serves(self) -> tuple[Node, ...]:
        """Every call that serves functions, by path.

        The SDK's `serve`; `connect`, its form for workers; `createServer` for Node; the registration of its plugin for
        Fastify.
        """
        return tuple(
            node
            for module in self._modules()
            for node in module.root.descendants("call_expression")
            if any(self.is_sdk_name(node.field("function"), name) for name in _SERVING) or self._is_plugged_in(node)
        )

    def _is_plugged_in(self, call: Node) -> bool:
        """Whether a call is `fastify.register(plugin, options)` with the SDK's plugin."""
        arguments = call.field("arguments")
        if not is_registration(call) or arguments is None or not arguments.children:
            return False
        plugin = arguments.children[0]
        return any(self.is_sdk_name(plugin, name) for name in ("default", "fastifyPlugin"))

    def clients_in(self, folder: str) -> tuple[Node, ...]:
        """The clients that modules below `folder` make."""
        return tuple(client for client in self.clients if client.module.path.startswith(folder + "/"))

    def makes_client(self, path: str) -> bool:
        """Whether the module makes a client."""
        return any(node.module.path == path for node in self.clients)

    def makes_functions(self, path: str) -> bool:
        """Whether the module calls `createFunction`."""
        module = self.project.module(path)
        return module.mentions(_MAKING) and any(True for _ in function_calls(module))

    @cached_property
    def function_modules(self) -> tuple[str, ...]:
        """The modules that call `createFunction`, by path, tests among them."""
        return tuple(path for path in self.project.mentioning(_MAKING) if self.makes_functions(path))

    def exported_functions(self, path: str) -> tuple[str, ...]:
        """The exports of a module that are functions, in source order, `default` among them."""
        module = self.project.module(path)
        made = {name for call in function_calls(module) if (name := _name_given(call)) is not None}
        return tuple(
            export.name
            for export in module.exports
            if export.reference is None and not export.type_only and (export.local or export.name) in made
        )

    def is_event_schemas(self, path: str) -> bool:
        """Whether the module declares events and does nothing else of Inngest's.

        Told by its name, by SDK 4's `eventType`, or because a client's `EventSchemas` take from it.
        """
        if self.makes_client(path) or self.makes_functions(path) or is_test(path):
            return False
        module = self.project.module(path)
        if not module.exports or reexports(self.project, path):
            return False
        return is_called_after_events(path) or self.declares_events(path) or path in self._schema_sources

    def declares_events(self, path: str) -> bool:
        """Whether the module takes from the SDK what events are declared with."""
        module = self.project.module(path)
        return any(module.mentions(name.encode()) for name in _DECLARING) and any(
            name.imported in _DECLARING and self.is_from_sdk(path, reference, name.imported, name.imported)
            for reference, name in module.bindings.imports.values()
        )

    def clients_used(self, path: str) -> frozenset[str]:
        """The modules that declare what the module at `path` calls `createFunction` of; none where that is unclear."""
        found: set[str] = set()
        for call in function_calls(self.project.module(path)):
            callee = call.field("function")
            of = callee.field("object") if callee is not None else None
            there = declared(self.project, of) if of is not None else None
            found |= {there[0]} if there is not None else set()
        return frozenset(found)

    @cached_property
    def _schema_sources(self) -> frozenset[str]:
        """The modules that give a client what it hands to `new EventSchemas()`."""
        return frozenset(path for client in self.clients for path in self.schema_sources(client.module))

    def schema_sources(self, module: Module) -> frozenset[str]:
        """The modules from which `module` has what it hands to `new EventSchemas()`."""
        used = {
            name.text
            for call in module.root.descendants("call_expression")
            if "EventSchemas" in call.text
            for name in call.descendants("identifier", "type_identifier")
        }
        return frozenset(
            edge.target
            for edge in self.project.graph.edges_from(module.path)
            if edge.target is not None and any(name.local in used for name in edge.reference.names)
        )

    def is_middleware(self, path: str) -> bool:
        """Whether the module makes Inngest middleware."""
        return self.project.module(path).mentions(b"InngestMiddleware") or "/middleware/" in path

    def _modules(self) -> Iterator[Module]:
        return (self.project.module(path) for path in self.project.mentioning(_SDK) if not is_test(path))

    def is_sdk_name(self, node: Node | None, name: str) -> bool:
        """Whether an identifier is the SDK's `name`, under whatever local name, and not shadowed."""
        if node is None or node.kind not in ("identifier", "type_identifier"):
            return False
        imported = node.module.bindings.imports.get(node.text)
        if imported is None or not self.is_from_sdk(node.module.path, imported[0], imported[1].imported, name):
            return False
        binding = node.module.bindings.resolve(node)
        return binding is not None and binding.kind == "import"

    def is_from_sdk(self, path: str, reference: ModuleReference, imported: str, name: str) -> bool:
        """Whether what `path` takes as `imported` is the SDK's `name`, be it through packages that pass it on."""
        if reference.package == "inngest":
            return imported == name
        there = self.project.resolver.resolve(reference.specifier, path)
        if not isinstance(there, Resolved) or not is_source(there.path):
            return False
        declared = self.project.symbols.declaration(there.path, imported)
        if declared is None or declared.external is None:
            return False
        return declared.external.partition("/")[0] == "inngest" and declared.name == name


def is_called_after_events(path: str) -> bool:
    """Whether a module's name, or its folder's, says that it declares events."""
    return _EVENTS.match(path.rpartition("/")[2].rpartition(".")[0]) is not None or "/events/" in path


def anatomy_of(project: Project) -> Anatomy:
    """The anatomy of a project, the same one for every question about it."""
    return project.once(Anatomy)


def is_registration(call: Node) -> bool:
    """Whether a call is `x.register(plugin, options)`."""
    callee = call.field("function")
    method = callee.field("property") if callee is not None and callee.kind == "member_expression" else None
    return method is not None and method.text == "register"


def function_calls(module: Module) -> Iterator[Node]:
    """Every call of a method `createFunction`."""
    for call in module.root.descendants("call_expression"):
        callee = call.field("function")
        method = callee.field("property") if callee is not None and callee.kind == "member_expression" else None
        if method is not None and method.text == "createFunction":
            yield call


def _name_given(call: Node) -> str | None:
    """The name that a top-level `const x = client.createFunction(...)` gives; `default` for a default export."""
    node = call
    while node.parent is not None and node.parent.kind in (
        "as_expression",
        "satisfies_expression",
        "parenthesized_expression",
    ):
        node = node.parent
    around = node.parent
    if around is not None and around.kind == "export_statement":
        return "default"
    if around is None or around.kind != "variable_declarator":
        return None
    statement = around.parent
    outside = statement.parent if statement is not None else None
    if outside is None or outside.kind not in ("program", "export_statement"):
        return None
    name = around.field("name")
    return name.text if name is not None and name.kind == "identifier" else None
