"""Shims: what stays at an old path so that everything that names it still works - re-exports, nothing else.

The same reading tells that a module of the app is only a way to a workspace package, so that moved code can
import the package itself.
"""

from __future__ import annotations

from migrator.syntax import Form, is_source
from migrator.workspace import Edge, Project

_REEXPORTS = (Form.REEXPORT, Form.REEXPORT_ALL)


def reexports(project: Project, path: str) -> tuple[Edge, ...]:
    """The edges of a module that does nothing but re-export other workspace packages; empty for any other module."""
    if not is_source(path):
        return ()
    edges = project.graph.edges_from(path)
    if not edges or any(edge.reference.form not in _REEXPORTS or edge.target is None for edge in edges):
        return ()
    home = project.workspace.owner(path)
    if any(edge.target is None or project.workspace.owner(edge.target) == home for edge in edges):
        return ()
    statements = [node for node in project.module(path).root.children if node.kind != "comment"]
    spans = {edge.reference.statement for edge in edges}
    return edges if len(statements) == len(spans) else ()


def through(project: Project, path: str, name: str) -> tuple[str, str] | None:
    """The module behind a shim that gives it `name`, and the name there; None where `path` is no shim or has it not.

    `"*"` stands for the module as a whole, which only a shim of one module has.
    """
    edges = reexports(project, path)
    targets = {edge.target for edge in edges if edge.target is not None}
    if name == "*":
        whole = [edge for edge in edges if edge.reference.form is Form.REEXPORT_ALL and not edge.reference.names]
        return (targets.pop(), "*") if whole and len(targets) == 1 else None
    for edge in edges:
        for given in edge.reference.names:
            if given.local == name and edge.target is not None:
                return edge.target, given.imported
    for edge in edges:
        if not edge.reference.names and edge.target is not None and name in project.symbols.names(edge.target):
            return edge.target, name
    return None


def behind(project: Project, path: str, name: str) -> tuple[str, str] | None:
    """The module of another workspace package that gives `path` its export `name`, and the name there.

    `path` may have more in it than re-exports, and may pass on what another module of its own package passes on.
    None where the name is `path`'s own package's. For `"*"` everything must come from one module.
    """
    if name == "*":
        return through(project, path, name)
    home, seen = project.workspace.owner(path), {path}
    while True:
        export = (
            next((one for one in project.module(path).exports if one.name == name), None) if is_source(path) else None
        )
        reference = export.reference if export is not None else None
        if export is None or reference is None or export.imported is None:
            return through(project, path, name)
        target = getattr(project.resolver.resolve(reference.specifier, path), "path", None)
        if not isinstance(target, str) or target in seen:
            return None
        seen.add(target)
        path, name = target, export.imported
        if project.workspace.owner(path) != home:
            return path, name
