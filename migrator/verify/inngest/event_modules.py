"""Where a repository declares its events: clients, schemas, and what these are made of."""

from __future__ import annotations

from collections.abc import Iterator

from migrator.refactor.dependencies.needed import is_test
from migrator.syntax import Module
from migrator.workspace import Project

_SDK = "inngest"
_DECLARING = ("EventSchemas", "eventType", "staticSchema", "Inngest")


def event_modules(project: Project) -> tuple[str, ...]:
    """The modules outside tests that make a client or declare events, and those whose exports these events take."""
    found: set[str] = set()
    for path in project.sources:
        module = project.module(path)
        if is_test(path) or not any(name.encode() in module.source for name in _DECLARING):
            continue
        taken = set(_taken(project, module))
        if not taken:
            continue
        found.add(path)
        for edge in project.graph.edges_from(path):
            if edge.target is None or edge.target not in project.sources:
                continue
            for name in edge.reference.names:
                if name.local in _used(module, taken):
                    declared = project.symbols.declaration(edge.target, name.imported)
                    found.add(declared.path if declared is not None and declared.path is not None else edge.target)
    return tuple(sorted(path for path in found if path in project.sources))


def clients(project: Project, path: str) -> frozenset[str]:
    """The exports of a module that are clients, by `new Inngest(...)` in their declaration."""
    module = project.module(path)
    made = {
        name.text
        for node in module.root.descendants("variable_declarator")
        if (name := node.field("name")) is not None
        and any(
            (of := one.field("constructor")) is not None and of.text in set(_taken(project, module, ("Inngest",)))
            for one in node.descendants("new_expression")
        )
    }
    return frozenset(one.name for one in module.exports if one.local in made)


def _taken(project: Project, module: Module, names: tuple[str, ...] = _DECLARING) -> Iterator[str]:
    """The local names under which a module has what events are declared with, be it through other modules."""
    for local, (reference, imported) in module.bindings.imports.items():
        if reference.type_only or imported.type_only or imported.imported not in names:
            continue
        if reference.package == _SDK:
            yield local
            continue
        for edge in project.graph.edges_from(module.path):
            if edge.reference == reference and edge.target is not None and edge.target in project.sources:
                declared = project.symbols.declaration(edge.target, imported.imported)
                if declared is not None and declared.external == _SDK:
                    yield local


def _used(module: Module, taken: set[str]) -> frozenset[str]:
    """Every name in the calls and constructions that declare events."""
    found: set[str] = set()
    for node in module.root.descendants("call_expression", "new_expression"):
        called = node.field("function") or node.field("constructor")
        while called is not None and called.kind in ("member_expression", "call_expression", "new_expression"):
            called = called.field("object") or called.field("function") or called.field("constructor")
        if called is not None and called.text in taken:
            found |= {
                one.text for one in node.descendants("identifier", "type_identifier", "shorthand_property_identifier")
            }
    return frozenset(found)
