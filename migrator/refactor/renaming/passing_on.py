"""What modules pass on of what they take from others, and under which names."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from migrator.syntax import Form, Module, is_source
from migrator.workspace import Edge, Project

Exported = tuple[str, str]
"""A module's path, and the name of one of its exports."""

_IMPORTS = (Form.IMPORT, Form.IMPORT_EQUALS)


def with_those_who_pass_on(project: Project, renamed: Mapping[Exported, str]) -> dict[Exported, str]:
    """`renamed`, and the same for each module that passes one of them on under its own name.

    That is `export { a } from`, `export * from`, and an import that is exported again. `export { a as b } from` has a
    name of its own, which stays, and so has every `default`.
    """
    found = dict(renamed)
    waiting = [one for one in renamed if one[1] != "default"]
    for path, name in waiting:
        for edge in project.graph.edges_to(path):
            passed = (edge.importer, name)
            if passed not in found and name in passed_on_as(project, edge, name):
                found[passed] = found[path, name]
                waiting.append(passed)
    return found


def named_by(project: Project, path: str, name: str) -> Exported | None:
    """The module that gives its export the name under which the one at `path` passes it on; None for no such export.

    That is the module itself, unless it only passes on what is called so elsewhere in the tree.
    """
    seen: list[str] = []
    while path not in seen:
        seen.append(path)
        if name not in project.symbols.names(path):
            return None
        sources = (
            e.target for e in project.graph.edges_from(path) if e.target and name in passed_on_as(project, e, name)
        )
        origin = next((one for one in sources if name in project.symbols.names(one)), None)
        if origin is None or not is_source(origin) or name == "default":
            return path, name
        path = origin
    return None


def namespaces(project: Project, paths: set[str]) -> dict[Exported, str]:
    """The exports that are one of the modules `paths` as a whole, through however many re-exports: which of them."""
    found: dict[Exported, str] = {}
    waiting: list[tuple[str, str, str]] = [(path, "*", path) for path in sorted(paths)]
    for at, name, whole in waiting:
        for edge in project.graph.edges_to(at):
            for passed in passed_on_as(project, edge, name):
                if (edge.importer, passed) not in found:
                    found[edge.importer, passed] = whole
                    waiting.append((edge.importer, passed, whole))
    return found


def passed_on_as(project: Project, edge: Edge, name: str) -> frozenset[str]:
    """The names under which the importer exports what it takes of the edge's target as `name`; `*` is all of it."""
    reference = edge.reference
    if reference.form is Form.REEXPORT_ALL and not reference.names:
        if name in ("*", "default") or edge.target is None:
            return frozenset()
        symbols = project.symbols
        there, here = symbols.declaration(edge.target, name), symbols.declaration(edge.importer, name)
        return frozenset((name,) if there is not None and here is not None and there.binding == here.binding else ())
    if reference.form in (Form.REEXPORT, Form.REEXPORT_ALL):
        return frozenset(one.local for one in reference.names if one.imported == name)
    if reference.form in _IMPORTS:
        module = project.module(edge.importer)
        locals_ = {one.local for one in reference.names if one.imported == name}
        return frozenset(_exported(module, locals_))
    return frozenset()


def _exported(module: Module, locals_: set[str]) -> Iterator[str]:
    for export in module.exports:
        if export.local in locals_ and (export.reference is None or export.reference.form is Form.IMPORT_EQUALS):
            yield export.name
