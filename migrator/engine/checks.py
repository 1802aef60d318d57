"""The checks that a plan may ask for on the tree it plans."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from migrator.engine.added import added_references
from migrator.engine.lineage import Lineage
from migrator.engine.reach import Reach
from migrator.engine.references import compare_references
from migrator.engine.result import Check, CheckStatus
from migrator.plan import Never
from migrator.tree import Change, ChangeKind
from migrator.workspace import Project, new_cycles


def check(
    name: str | Never, before: Project, after: Project, lineage: Lineage, replaced: Collection[str] = ()
) -> Check:
    """Run the check called `name`, one of `references` and `cycles`, or a rule about who must not lead to whom."""
    if isinstance(name, Never):
        return _never(after, name)
    return _references(before, after, lineage, replaced) if name == "references" else _cycles(before, after)


def _references(before: Project, after: Project, lineage: Lineage, replaced: Collection[str]) -> Check:
    """Every name that led to a declaration at the base leads to that declaration's image."""
    changes = _changes(before, after, lineage.moves)
    reach = Reach(before, after, changes, lineage)
    compared = compare_references(reach, replaced)
    added = list(added_references(reach, replaced))
    detail = f"{compared.kept} of {compared.total}"
    for lost in compared.lost[:3]:
        detail += f"; lost: {lost.declared[1]} of {lost.declared[0]} in {lost.importer}"
    for edge, name in compared.unexported[:3]:
        detail += f"; {edge.reference.specifier} in {edge.importer} has no {name}"
    for edge, (path, name) in added[:3]:
        detail += f"; {edge.importer} has come to use {path if name == '*' else f'{name} of {path}'}"
    wrong = compared.lost or compared.unexported or added
    return Check("references", CheckStatus.FAILED if wrong else CheckStatus.PASSED, detail)


def _changes(before: Project, after: Project, moves: Mapping[str, str]) -> list[Change]:
    """What differs between the two trees; contents are left out, since only paths matter here."""
    changes = []
    origins = {path: origin for origin, path in moves.items()}
    for path in after.tree.paths():
        origin = origins.get(path)
        if origin is not None:
            changes.append(Change(ChangeKind.MOVED, path, b"", b"", origin=origin))
        elif before.tree.entry(path) is None:
            changes.append(Change(ChangeKind.CREATED, path, None, b""))
        elif before.tree.entry(path) != after.tree.entry(path):
            changes.append(Change(ChangeKind.MODIFIED, path, b"", b""))
    for path in before.tree.paths():
        if after.tree.entry(path) is None and path not in moves:
            changes.append(Change(ChangeKind.DELETED, path, b"", None))
    return changes


def _never(after: Project, rule: Never) -> Check:
    """No module in one folder leads to another folder, at any remove; a chain of modules is the proof that one does."""
    way = forbidden_way(after, rule)
    status = CheckStatus.FAILED if way else CheckStatus.PASSED
    return Check(f"never {rule.origin} -> {rule.reach}", status, " -> ".join(way))


def forbidden_way(after: Project, rule: Never) -> tuple[str, ...]:
    """The modules by which one folder leads to another against the rule, a shortest way; empty where none does."""
    ways: list[tuple[str, ...]] = [(path,) for path in after.importers if path.startswith(f"{rule.origin}/")]
    seen = {way[-1] for way in ways}
    for way in ways:
        if way[-1].startswith(f"{rule.reach}/"):
            return way
        for edge in after.graph.edges_from(way[-1]):
            if edge.target is not None and edge.loads and edge.target not in seen:
                seen.add(edge.target)
                ways.append((*way, edge.target))
    return ()


def _cycles(before: Project, after: Project) -> Check:
    """No cycle between workspace packages that was not there before."""
    new = new_cycles(before, after)
    detail = "; ".join(str(cycle) for cycle in new) or "none"
    return Check("cycles", CheckStatus.FAILED if new else CheckStatus.PASSED, detail)
