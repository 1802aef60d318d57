"""The checks that a plan may ask for on the tree it plans."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from itertools import pairwise

from migrator.engine.lineage import Lineage
from migrator.engine.references import compare_references
from migrator.engine.result import Check, CheckStatus
from migrator.plan import Never
from migrator.tree import Change, ChangeKind
from migrator.workspace import Project, strongly_connected


def check(
    name: str | Never, before: Project, after: Project, lineage: Lineage, replaced: Collection[str] = ()
) -> Check:
    """Run the check called `name`, one of `references` and `cycles`, or a rule about who must not lead to whom."""
    if isinstance(name, Never):
        return _never(after, name)
    return _references(before, after, lineage, replaced) if name == "references" else _cycles(before, after)


def _references(before: Project, after: Project, lineage: Lineage, replaced: Collection[str]) -> Check:
    """Every name that led to a declaration at the base leads to that declaration's image."""
    compared = compare_references(before, after, _changes(before, after, lineage.moves), lineage, replaced)
    kept = compared.total - len(compared.lost)
    detail = f"{kept} of {compared.total}"
    for lost in compared.lost[:3]:
        detail += f"; lost: {lost.declared[1]} of {lost.declared[0]} in {lost.importer}"
    for edge, name in compared.unexported[:3]:
        detail += f"; {edge.reference.specifier} in {edge.importer} has no {name}"
    for edge, (path, name) in compared.added[:3]:
        detail += f"; {edge.importer} has come to use {path if name == '*' else f'{name} of {path}'}"
    wrong = compared.lost or compared.unexported or compared.added
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


@dataclass(frozen=True, slots=True)
class PackageCycle:
    """A way round through packages, by folder; each needs the next, and the last the first, through its witness.

    A witness is a module that imports the next package, or the manifest that names it.
    """

    folders: tuple[str, ...]
    witnesses: tuple[str, ...]

    def __str__(self) -> str:
        onward = zip((*self.folders[1:], self.folders[0]), self.witnesses, strict=True)
        return " -> ".join([self.folders[0], *(f"{folder} (through {witness})" for folder, witness in onward)])


def new_cycles(before: Project, after: Project) -> list[PackageCycle]:
    """The cycles between workspace packages that were not there before, one way round through each group."""
    known = {frozenset(cycle) for cycle in _package_cycles(_package_needs(before))}
    needs = _package_needs(after)
    return [_way_round(cycle, needs) for cycle in _package_cycles(needs) if not any(set(cycle) <= old for old in known)]


Needs = Mapping[str, Mapping[str, str]]
"""Package folder -> what it needs -> a witness: a module that imports it, or the manifest that names it."""


def _package_needs(project: Project) -> Needs:
    workspace = project.workspace
    needs: dict[str, dict[str, str]] = {package.folder: {} for package in workspace.packages}
    for edge in project.graph.edges:
        if edge.target is None or not edge.loads:
            continue
        importer, owner = workspace.owner(edge.importer), workspace.owner(edge.target)
        if importer is not None and owner is not None and importer.folder in needs and owner.folder in needs:
            needs[importer.folder].setdefault(owner.folder, edge.importer)
    for package in workspace.packages:
        for name in package.manifest.dependencies():
            target = workspace.by_name(name)
            if target is not None and target.folder in needs:
                needs[package.folder].setdefault(target.folder, package.manifest.path)
    return needs


def _package_cycles(needs: Needs) -> list[tuple[str, ...]]:
    """Groups of packages that need each other."""
    successors = {folder: sorted(others.keys() - {folder}) for folder, others in needs.items()}
    return [tuple(sorted(group)) for group in strongly_connected(successors) if len(group) > 1]


def _way_round(group: tuple[str, ...], needs: Needs) -> PackageCycle:
    """One way round through the group, with the module by which each package needs the next."""
    way = [group[0]]
    while True:
        onward = sorted(folder for folder in needs[way[-1]] if folder in group and folder != way[-1])
        back = next((folder for folder in onward if folder in way), None)
        if back is not None:
            circle = way[way.index(back) :]
            break
        way.append(onward[0])
    witnesses = tuple(needs[here][there] for here, there in pairwise([*circle, circle[0]]))
    return PackageCycle(tuple(circle), witnesses)
