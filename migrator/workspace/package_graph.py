"""Which packages of a workspace need which, and the ways round that they make."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import TypeAlias

from migrator.workspace.cycles import strongly_connected
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
    known = {frozenset(cycle) for cycle in _groups(package_needs(before))}
    needs = package_needs(after)
    return [_way_round(cycle, needs) for cycle in _groups(needs) if not any(set(cycle) <= old for old in known)]


def package_needs(project: Project) -> Needs:
    """What each member needs of the others, by what it imports and by what its manifest names."""
    workspace = project.workspace
    needs: dict[str, dict[str, str]] = {package.folder: {} for package in workspace.packages}
    for path, outgoing in sorted(project.graph.outgoing.items()):
        home = workspace.owner(path)
        if home is None or home.folder not in needs:
            continue
        for loaded in outgoing.loaded():
            owner = workspace.owner(loaded)
            if owner is not None and owner.folder in needs:
                needs[home.folder].setdefault(owner.folder, path)
    for package in workspace.packages:
        for name in package.manifest.dependencies():
            target = workspace.by_name(name)
            if target is not None and target.folder in needs:
                needs[package.folder].setdefault(target.folder, package.manifest.path)
    return needs


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
