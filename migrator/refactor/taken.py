"""Which names others take of a module, and whether anything takes a certain one through it."""

from __future__ import annotations

from migrator.refactor.usage.references import names_taken
from migrator.syntax import Form, Module, ModuleReference
from migrator.workspace import Edge, Project

# What a transpiler adds to a module, and so what factories add to a mock; nobody imports it.
_MARK = "__esModule"


def wanted_names(project: Project, edge: Edge) -> frozenset[str] | None:
    """The names that a reference takes; None where it may be any, as with a namespace that is handed on."""
    names = frozenset(name.imported for name in edge.reference.names)
    if names and "*" not in names:
        return names
    taken = names_taken(project.module(edge.importer), edge.reference)
    return None if taken is None else (names - {"*"}) | (taken - {_MARK})


def is_automock(module: Module, reference: ModuleReference) -> bool:
    """Whether a reference is a mock without a factory, which replaces whatever there is."""
    text = reference.statement.of(module.source)
    return reference.form is Form.MOCK and b"," not in text and b"(" not in text.partition(b"(")[2]


def is_taken(project: Project, path: str, name: str) -> bool:
    """Whether anything takes `name` of the module at `path`, or may do so.

    A module with `export * from` it does where somebody takes the name of that one.
    """
    seen: set[str] = set()
    waiting = [path]
    for one in waiting:
        seen.add(one)
        for edge in project.graph.edges_to(one):
            if edge.importer == one or not _may_take(project, edge, name):
                continue
            if edge.reference.form is not Form.REEXPORT_ALL or edge.reference.names:
                return True
            if edge.importer not in seen and edge.importer not in waiting:
                waiting.append(edge.importer)
    return False


def _may_take(project: Project, edge: Edge, name: str) -> bool:
    if is_automock(project.module(edge.importer), edge.reference):
        return False
    if edge.reference.form is Form.REEXPORT_ALL and not edge.reference.names:
        return name != "default"
    wanted = wanted_names(project, edge)
    return wanted is None or name in wanted
