"""References that a change has no business to make: to a declaration that the module had nothing to do with before."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from functools import cache

from migrator.engine.declared import Declared, declared_by, declared_from, images_of, offered_by
from migrator.engine.reach import REEXPORTS, Reach
from migrator.workspace import Edge, Project


def added_references(reach: Reach, replaced: Collection[str] = ()) -> Iterator[tuple[Edge, Declared]]:
    """The references of changed modules that lead to what neither was theirs nor has become theirs.

    A module may come to use what is new, what was part of itself, what it passes on,
    and what somebody decided on (it used one of the modules in `replaced`). A list of functions that was the route's
    may be the index's: so it may also use what a module used that uses it, and what uses in its place what it used.
    """

    before, after, lineage = reach.before, reach.after, reach.lineage

    @cache
    def used_before(path: str) -> frozenset[Declared]:
        """What the module led to, as it is called now; what was had as a whole, name by name too."""
        led_to = declared_from(before, lineage.origins(path))
        within = (given for whole, name in led_to if name == "*" for given in offered_by(before, whole))
        return frozenset(image for declared in (*led_to, *within) for image in images_of(declared, lineage))

    def in_its_place(importer: str, declared: Declared) -> bool:
        path, name = declared
        if name == "*" and offered_by(after, path) & used_before(importer):
            return True
        given_up = used_before(importer) - declared_from(after, [importer])
        users = after.graph.importers(importer)
        return bool(given_up & declared_from(after, [path])) or any(declared in used_before(user) for user in users)

    for importer in (change.path for change in reach.changes if change.after is not None):
        origins = lineage.origins(importer)
        if not any(before.tree.entry(one) is not None for one in origins):
            continue
        if replaced and any(path in replaced for path, _ in declared_from(before, origins)):
            continue
        old, new = reach.of(origins, [importer])
        known = {
            image for edge in old for declared in declared_by(before, edge) for image in images_of(declared, lineage)
        }
        for edge in new:
            if edge.reference.form in REEXPORTS:
                continue
            fresh = declared_by(after, edge) - known
            for declared in sorted(fresh - used_before(importer) if fresh else ()):
                there = [one for one in lineage.origins(declared[0]) if _has(before, one, declared[1])]
                if there and not set(there) & set(origins) and not in_its_place(importer, declared):
                    yield edge, declared


def _has(project: Project, path: str, name: str) -> bool:
    return project.tree.entry(path) is not None and (name == "*" or name in project.symbols.names(path))
