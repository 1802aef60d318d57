"""Shims: what stays at an old path so that everything that names it still works - re-exports, nothing else.

The same reading tells that a module of the app is only a way to a workspace package, so that moved code can
import the package itself.
"""

from __future__ import annotations

from migrator.syntax import Form
from migrator.workspace import Edge, Project

_REEXPORTS = (Form.REEXPORT, Form.REEXPORT_ALL)


def reexports(project: Project, path: str) -> tuple[Edge, ...]:
    """The edges of a module that does nothing but re-export other workspace packages; empty for any other module."""
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
