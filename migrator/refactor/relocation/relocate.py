"""Move modules, to another folder or another package, and keep every reference true.

Nobody's references change but those that must: a moved module's own where they no longer lead where they led,
and its importers', unless a shim takes care of them.
"""

from __future__ import annotations

from collections.abc import Iterator

from migrator.errors import Location, RefusedError
from migrator.refactor.relocation.crossings import Crossings
from migrator.refactor.relocation.destinations import Destinations
from migrator.refactor.relocation.old_paths import OldPaths
from migrator.refactor.relocation.request import Relocated, Relocation
from migrator.refactor.repoint import Target, repoint
from migrator.text import Edit
from migrator.tree import Overlay
from migrator.workspace import Edge, Project, Resolved


def relocate(project: Project, tree: Overlay, relocation: Relocation) -> Relocated:
    """Move the files on `tree`, bring manifests and entry points along, and answer the edits that are left to apply.

    Raises RefusedError where moved code would need something that its new package can't import.
    """
    for old, new in relocation.moves.items():
        tree.move(old, new)
    destinations = Destinations(project, relocation)
    crossings = Crossings(destinations, tree)
    old_paths = OldPaths(crossings)
    edges = list(_edges(project, relocation))
    crossings.of_references(edges)
    undeclared = crossings.of_moved_modules()
    old_paths.connect()
    after = project.over(tree)
    edits: dict[str, list[Edit]] = {}
    references = 0
    for edge in edges:
        made = _edits(edge, destinations, after)
        references += bool(made)
        if made:
            edits.setdefault(destinations.path(edge.importer), []).extend(made)
    old_paths.write(after)
    return Relocated(edits, references, tuple(undeclared), tuple(sorted(crossings.advice, key=str)))


def _edges(project: Project, relocation: Relocation) -> Iterator[Edge]:
    """The references that may have to change: those of moved modules, and those to them."""
    for path in relocation.moves:
        yield from project.graph.edges_from(path)
    for path in relocation.moves if relocation.importers else ():
        yield from (edge for edge in project.graph.edges_to(path) if edge.importer not in relocation.moves)


def _edits(edge: Edge, destinations: Destinations, after: Project) -> list[Edit]:
    if edge.target is None:
        return []
    target, reference = edge.target, edge.reference
    importer = destinations.path(edge.importer)

    def target_of(name: str) -> Target:
        path, new_name = destinations.symbol(edge.importer, target, name)
        if new_name == name and after.resolver.resolve(reference.specifier, importer) == Resolved(path):
            return Target(reference.specifier, name)
        specifier = after.resolver.specifier_for(path, importer, like=reference.specifier)
        if specifier is None:
            raise _unreachable(edge, path, destinations)
        return Target(specifier, new_name)

    return repoint(destinations.project.module(edge.importer), reference, target_of)


def _unreachable(edge: Edge, path: str, destinations: Destinations) -> RefusedError:
    line, column = destinations.project.module(edge.importer).position(edge.reference.span.start)
    home = destinations.owner(destinations.path(edge.importer))
    return RefusedError(
        f"{edge.reference.specifier!r} is {path}, which {home.name or home.folder} can't import",
        hint="move that module too, or let a workspace package offer it",
        location=Location(edge.importer, line, column),
    )
