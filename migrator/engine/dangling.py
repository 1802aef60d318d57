"""References that lead nowhere."""

from __future__ import annotations

from collections.abc import Iterator

from migrator.engine.lineage import Lineage
from migrator.workspace import Edge, Project, Unresolved


def dangling_references(before: Project, after: Project, lineage: Lineage) -> Iterator[Edge]:
    """The references of `after` that lead nowhere, but for those that their module had before, and that led nowhere."""
    for edge in after.graph.edges:
        if not isinstance(edge.resolution, Unresolved):
            continue
        known = {
            old.reference.specifier
            for origin in lineage.origins(edge.importer)
            for old in before.graph.edges_from(origin)
            if isinstance(old.resolution, Unresolved)
        }
        if edge.reference.specifier not in known:
            yield edge
