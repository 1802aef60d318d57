"""Who depends on whom among the packages near Inngest, and the ways round: those there are, those there would be."""

from __future__ import annotations

from collections.abc import Iterator

from migrator.api import Cycle, Dependency, PackageCycle, Project, Rehearsal, package_cycles, package_needs

from .._reading.serving import owner_of
from .survey import Survey


def dependencies(survey: Survey) -> tuple[Dependency, ...]:
    """The packages that make clients and functions, with all that they need or are needed by."""
    project = survey.project
    needs = {folder: others.keys() - {folder} for folder, others in package_needs(project).items()}
    homes = {owner_of(project, client.module.path) for client in survey.clients.anatomy.clients}
    homes |= {owner_of(project, one.path) for one in survey.definitions.all}
    near = homes | {one for home in homes for one in needs.get(home, ())}
    near |= {folder for folder, needed in needs.items() if needed & homes}
    return tuple(
        Dependency(
            _name(project, folder),
            folder,
            tuple(_name(project, one) for one in sorted(needs.get(folder, ()))),
            tuple(_name(project, one) for one in sorted(needs) if folder in needs[one]),
        )
        for folder in sorted(near)
    )


def cycles(survey: Survey, rehearsal: Rehearsal) -> tuple[Cycle, ...]:
    """Cycles of packages; of modules, where Inngest and its app need each other; and of packages after the move."""
    present = [_between_packages(one, threatened=False) for one in package_cycles(survey.project)]
    threatened = [_between_packages(one, threatened=True) for one in rehearsal.cycles]
    return (*present, *_between_modules(survey), *threatened)


def _between_packages(cycle: PackageCycle, *, threatened: bool) -> Cycle:
    return Cycle(threatened, (*cycle.folders, cycle.folders[0]), f"by {', '.join(dict.fromkeys(cycle.witnesses))}")


def _between_modules(survey: Survey) -> Iterator[Cycle]:
    inngests = survey.territory.modules
    for group in survey.project.graph.cycles():
        ours = [path for path in group if path in inngests]
        if ours and len(ours) < len(group):
            why = f"{len(ours)} of Inngest's modules and {len(group) - len(ours)} of the app's lead to each other"
            yield Cycle(False, _way_round(survey.project, ours, frozenset(group)), why)


def _way_round(project: Project, ours: list[str], group: frozenset[str]) -> tuple[str, ...]:
    """A shortest way from one of Inngest's modules through one of the app's and back to where it starts."""
    for start in ours:
        ways: list[tuple[str, ...]] = [(start,)]
        seen: set[str] = set()
        for way in ways:
            for edge in project.graph.edges_from(way[-1]):
                target = edge.target
                if target is None or not edge.loads or target not in group:
                    continue
                if target == start and not set(way) <= set(ours):
                    return (*way, start)
                if target not in seen and target != start:
                    seen.add(target)
                    ways.append((*way, target))
    return (*ours[:1], *sorted(group - set(ours))[:1], *ours[:1])


def _name(project: Project, folder: str) -> str:
    manifest = project.workspace.manifest(folder)
    return (manifest.name if manifest is not None else None) or folder or "the root"
