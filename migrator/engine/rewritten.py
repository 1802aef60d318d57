"""How many references a step rewrote."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from migrator.workspace import Project


def rewritten(before: Project, after: Project, moves: Mapping[str, str]) -> int:
    """How many references name their module in other words than before."""
    count = 0
    origins = {now: origin for origin, now in moves.items()}
    for path, entry in ((path, after.tree.entry(path)) for path in after.importers):
        origin = origins.get(path, path)
        if before.tree.entry(origin) == entry or before.tree.entry(origin) is None:
            continue
        old = Counter(before.module(origin).specifiers)
        new = Counter(after.module(path).specifiers)
        count += (new - old).total()
    return count
