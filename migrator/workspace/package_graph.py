"""Which packages of a workspace need which, and the ways round that they make."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import TypeAlias

from migrator.workspace.cycles import strongly_connected
from migrator.workspace.outgoing import Outgoing
from migrator.workspace.project import Project

Needs: TypeAlias = Mapping[str, Mapping[str, str]]
"""Package folder -> what it needs -> a witness: a module that imports it, or the manifest that names it."""


@dataclass(frozen=True, slots=True)
class PackageCycle:
    """A way round through packages; each needs the next, and the last the first.

    folders    the packages, by folder
    witnesses  for each of them the module that imports the next, or the manifest that names it
    """

    folders: tuple[str, ...]
    witnesses: tuple[str, ...]

    def __str__(self) -> str:
        onward = zip((*self.folders[1:], self.folders[0]), self.witnesses, strict=True)
        return " -> ".join([self.folders[0], *(f"{folder} (through {witness})" for folder, witness in onward)])


def package_cycles(project: Project) -> list[PackageCycle]:
    """The cycles between workspace packages, one way round through each group."""
    needs = package_needs(project)
    return [_way_round(group, needs) for group in _groups(needs)]


def new_cycles(before: Project, after: Project) -> list[PackageCycle]:
    """The cycles between workspace packages that were not there before, one way round through each group."""
    # A new way round goes through a new need, and back from there; few packages have to be asked for that.
    if not any(_leads_to(after, needed, needing) for needing, needed in _fresh_needs(before, after)):
        return []
    known = {frozenset(cycle) for cycle in _groups(package_needs(before))}
    needs = package_needs(after)
    return [_way_round(cycle, needs) for cycle in _groups(needs) if not any(set(cycle) <= old for old in known)]


def package_needs(project: Project) -> Needs:
    """What each member needs of the others, by what it imports and by what its manifest names."""
    return project.once(_needs)


def _needs(project: Project) -> Needs:
    needs: dict[str, dict[str, str]] = {package.folder: {} for package in project.workspace.packages}
    for needing, needed, witness in (*_imported(project, project.graph.outgoing), *_declared(project)):
        needs[needing].setdefault(needed, witness)
    return needs


def _fresh_needs(before: Project, after: Project) -> set[tuple[str, str]]:
    """Member and member that it needs, of all needs that may be new. Modules that refer to the same are not asked."""
    was, now = before.graph.outgoing, after.graph.outgoing
    came, went = _members(after) - _members(before), _members(before) - _members(after)
    if any(map(before.tree.is_folder, came)) or any(map(after.tree.is_folder, went)):
        # What was one package is two, or the other way round: modules that nobody touched are somebody else's.
        fresh, gone = dict(now), dict(was)
    else:
        fresh = {path: one for path, one in now.items() if was.get(path) is not one}
        gone = {path: one for path, one in was.items() if now.get(path) is not one}
    needed = {(one, other) for one, other, _ in (*_imported(before, gone), *_declared(before))}
    needs = {(one, other) for one, other, _ in (*_imported(after, fresh), *_declared(after)) if one != other}
    return needs - needed


def _leads_to(project: Project, start: str, goal: str) -> bool:
    """Whether the member `start` needs the member `goal`, directly or through others."""
    modules = project.once(_by_member)
    found, seen = [start], {start}
    for member in found:
        for _, other, _ in (*_imported(project, modules.get(member, {})), *_declared(project, member)):
            if other not in seen:
                seen.add(other)
                found.append(other)
    return goal in seen


def _members(project: Project) -> frozenset[str]:
    return frozenset(package.folder for package in project.workspace.packages)


def _by_member(project: Project) -> Mapping[str, Mapping[str, Outgoing]]:
    """Package folder -> its modules -> what these refer to."""
    found: dict[str, dict[str, Outgoing]] = {}
    for path, outgoing in project.graph.outgoing.items():
        owner = project.workspace.owner(path)
        if owner is not None:
            found.setdefault(owner.folder, {})[path] = outgoing
    return found


def _imported(project: Project, outgoing: Mapping[str, Outgoing]) -> Iterator[tuple[str, str, str]]:
    """Member, the member that a module of it loads, and that module, by path."""
    members = _members(project)
    for path, one in sorted(outgoing.items()):
        home = project.workspace.owner(path)
        if home is None or home.folder not in members:
            continue
        for loaded in one.loaded():
            owner = project.workspace.owner(loaded)
            if owner is not None and owner.folder in members:
                yield home.folder, owner.folder, path


def _declared(project: Project, of: str | None = None) -> Iterator[tuple[str, str, str]]:
    """Member, the member that its manifest names, and the manifest's path; only `of` one member, where that is said."""
    members = _members(project)
    for package in project.workspace.packages:
        if of is not None and package.folder != of:
            continue
        for name in package.manifest.dependencies():
            target = project.workspace.by_name(name)
            if target is not None and target.folder in members:
                yield package.folder, target.folder, package.manifest.path


def _groups(needs: Needs) -> list[tuple[str, ...]]:
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
