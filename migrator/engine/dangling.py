"""References that lead nowhere."""

from __future__ import annotations

from collections.abc import Iterator

from migrator.engine.lineage import Lineage
from migrator.workspace import Edge, ImportGraph, Project, Unresolved


def dangling_references(before: Project, after: Project, lineage: Lineage) -> Iterator[Edge]:
    """The references of `after` that lead nowhere, but for those that their module had before, and that led nowhere."""
    earlier = before.graph.outgoing
    changed = {path: one for path, one in after.graph.outgoing.items() if one is not earlier.get(path)}
    for edge in ImportGraph(changed).unresolved:
        known = {
            old.reference.specifier
            for origin in lineage.origins(edge.importer)
            for old in before.graph.edges_from(origin)
            if isinstance(old.resolution, Unresolved)
        }
        if edge.reference.specifier not in known:
            yield edge
