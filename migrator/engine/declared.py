"""What references lead to: the declarations behind the names that they take, through every re-export."""

from __future__ import annotations

from collections.abc import Iterable

from migrator.engine.lineage import Lineage
from migrator.refactor.shim import through
from migrator.workspace import Edge, Project, Resolved

Declared = tuple[str, str]
"""Path of the module that declares a name, and the name there; `*` for the module as a whole."""


def declared_by(project: Project, edge: Edge) -> frozenset[Declared]:
    """What the names of one reference are; what is declared outside of the tree is left out."""
    if not isinstance(edge.resolution, Resolved):
        return frozenset()
    found: set[Declared] = set()
    for name in [name.imported for name in edge.reference.names] or ["*"]:
        if name == "*":
            behind = through(project, edge.resolution.path, name)
            found.add((behind[0] if behind else edge.resolution.path, name))
            continue
        declaration = project.symbols.declaration(edge.resolution.path, name)
        if declaration is not None and declaration.path is not None:
            found.add((declaration.path, declaration.name))
    return frozenset(found)


def declared_from(project: Project, importers: Iterable[str]) -> frozenset[Declared]:
    """What all references of some modules lead to."""
    edges = (edge for importer in importers for edge in project.graph.edges_from(importer))
    return frozenset(declared for edge in edges for declared in declared_by(project, edge))


def offered_by(project: Project, path: str) -> frozenset[Declared]:
    """Everything that a module exports, by where it is declared."""
    there = project.symbols.names(path).values()
    return frozenset((one.path, one.name) for one in there if one.path is not None)


def images_of(declared: Declared, lineage: Lineage) -> frozenset[Declared]:
    """Everything that `declared` may be now."""
    return frozenset((path, lineage.name(*declared)) for path in lineage.images(declared[0]))
