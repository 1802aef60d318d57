"""Do all references still mean what they meant? Names are followed to their declarations, through every re-export.

Two trees are compared: each importer's (module, name) edges before, and their image under the moves after. Only
importers that a change can reach are looked at; all others have the same bytes and the same targets.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from migrator.engine.declared import Declared, declared_by, declared_from, images_of, offered_by
from migrator.engine.given_up import is_given_up
from migrator.engine.lineage import Lineage
from migrator.engine.reach import REEXPORTS, Reach
from migrator.syntax import is_source
from migrator.workspace import Edge, Project


@dataclass(frozen=True, slots=True)
class Lost:
    """A reference of `importer` (its path before) that no longer leads to `declared` (as it was before)."""

    importer: str
    edge: Edge
    declared: Declared


@dataclass(frozen=True, slots=True)
class Comparison:
    """How many references there were that the changes may reach and that lead into the tree, and what is wrong.

    `lost` are references that mean something else; `unexported` are names, each with the edge after the changes, that
    an importer has come to take of a module which does not export them.
    """

    total: int
    lost: tuple[Lost, ...]
    unexported: tuple[tuple[Edge, str], ...]

    @property
    def kept(self) -> int:
        """How many of the references lead where they led."""
        return self.total - len({(one.importer, one.edge.reference.span) for one in self.lost})


def compare_references(reach: Reach, replaced: Collection[str] = ()) -> Comparison:
    """Compare what every importer leads to before the changes with what it leads to after them, by their lineage.

    Names that modules in `replaced` declare don't count: somebody decided that others take their place.
    """
    before, after, lineage = reach.before, reach.after, reach.lineage
    created = {change.path for change in reach.changes if change.before is None or change.origin is not None}
    total = 0
    lost: list[Lost] = []
    unexported: list[tuple[Edge, str]] = []
    for importer in reach.importers:
        now = [path for path in lineage.images(importer) if after.tree.entry(path) is not None]
        if not now:
            continue
        total += sum(path is not None and path not in replaced for path in before.graph.outgoing[importer].leads)
        old, new = reach.of([importer], now)
        there = frozenset(declared for edge in new for declared in declared_by(after, edge))
        for edge in old:
            for declared in sorted(declared_by(before, edge)):
                if (
                    declared[0] not in replaced
                    and not images_of(declared, lineage) & there
                    and not _is_kept(before, after, edge, declared, now, created, lineage)
                ):
                    lost.append(Lost(importer, edge, declared))
        if fresh := [one for one in _unexported(after, new) if one[0].importer == now[0]]:
            known = [name for _, name in _unexported(before, before.graph.edges_from(importer))]
            unexported += [(edge, name) for edge, name in fresh if name not in known]
    made = [change.path for change in reach.changes if change.before is None]
    unexported += [one for path in made for one in _unexported(after, after.graph.edges_from(path))]
    return Comparison(total, tuple(lost), tuple(unexported))


def _is_kept(
    before: Project,
    after: Project,
    edge: Edge,
    declared: Declared,
    now: Sequence[str],
    created: Collection[str],
    lineage: Lineage,
) -> bool:
    """Whether an importer, whose paths are `now`, has what an edge of it led to in some other way, or gave it up."""
    images = images_of(declared, lineage)
    reached = declared_from(after, now)
    if images & reached or any(_whole_module_kept(before, after, edge, declared, path, lineage) for path in now):
        return True
    # What a module wrote out, it may now take from one that does; what it passed on, a new one may pass on.
    instead = created
    if edge.reference.form not in REEXPORTS:
        known = {one for led_to in declared_from(before, [edge.importer]) for one in images_of(led_to, lineage)}
        instead = {path for path, _ in reached - known}
    if any(path in instead for path, _ in images) or any(images & declared_from(after, [path]) for path in instead):
        return True
    return len(now) == 1 and is_given_up(before, after, edge, declared, now[0], lineage)


def _unexported(project: Project, edges: Iterable[Edge]) -> list[tuple[Edge, str]]:
    return [
        (edge, name.imported)
        for edge in edges
        if edge.target is not None and is_source(edge.target)
        for name in edge.reference.names
        if name.imported != "*" and project.symbols.declaration(edge.target, name.imported) is None
    ]


def _whole_module_kept(
    before: Project, after: Project, edge: Edge, declared: Declared, importer: str, lineage: Lineage
) -> bool:
    """Whether a reference to a module as a whole (a mock, a dynamic import) leads to one that offers the same."""
    path, name = declared
    whole = all(given.imported == "*" for given in edge.reference.names)
    if name != "*" or not whole:
        return False
    offered = {image for there in offered_by(before, path) for image in images_of(there, lineage)}
    return any(
        now.reference.form is edge.reference.form and now.target is not None and offered & offered_by(after, now.target)
        for now in after.graph.edges_from(importer)
    )
