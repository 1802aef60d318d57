"""What was found out about an earlier tree, and how much of it must still be true of a later one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from migrator.syntax import is_source
from migrator.tree import Entry
from migrator.workspace.graph import Edge


@dataclass(frozen=True, slots=True)
class Settled:
    """The edges of a tree that had these `entries`."""

    entries: Mapping[str, Entry]
    edges: Mapping[str, tuple[Edge, ...]]

    def edges_that_hold(self, entries: Mapping[str, Entry]) -> Mapping[str, tuple[Edge, ...]]:
        """The edges that are the same in a tree with `entries`, by importer.

        What a specifier names depends on which paths there are and on what manifests, tsconfigs and their like
        say. So nothing holds where a path came or went, or where anything but a source changed; else the edges
        of every file that did not change.
        """
        if self.entries.keys() != entries.keys():
            return {}
        changed = {path for path, entry in entries.items() if entry != self.entries[path]}
        for path in changed:
            if not (is_source(path) and entries[path].mode.is_file and self.entries[path].mode.is_file):
                return {}
        return {path: edges for path, edges in self.edges.items() if path not in changed}
