"""Which packages have to be compiled: those for which something changed, and whoever depends on one."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

from migrator.verify.subject import Subject
from migrator.verify.typescript.projects import configurations
from migrator.workspace import Package, Project, TsConfig, read_lockfile


def compiled_packages(subject: Subject) -> tuple[str, ...]:
    """The folders of the packages for which something changed, and of all that depend on one; sorted, the root first.

    A file of theirs, a configuration that theirs extends, or the version of a dependency. On the base or on the branch:
    a package that is only on one side is among them.
    """
    folders: set[str] = set()
    updated = _updated(subject)
    for project in (subject.before, subject.after):
        there = (path for path in subject.touched if project.tree.entry(path) is not None)
        changed = {owner.folder for path in there if (owner := project.workspace.owner(path)) is not None}
        for package in project.workspace.packages:
            if any(updated(name) for name in package.manifest.ranges) or _configured_anew(subject, project, package):
                changed.add(package.folder)
        folders |= changed | _dependents(project, changed - {""})
    return tuple(sorted(folders))


def _configured_anew(subject: Subject, project: Project, package: Package) -> bool:
    """Whether what its configurations extend says something else; of `paths` only what a module of it falls under."""
    for path in configurations(project, package, subject.touched):
        before, after = (one.resolver.configs.reader.read(path) for one in (subject.before, subject.after))
        if subject.touched.isdisjoint({*before.chain, *after.chain}):
            continue
        if _without_paths(before) != _without_paths(after):
            return True
        anew = {key for key in {*before.paths, *after.paths} if before.paths.get(key) != after.paths.get(key)}
        for edge in project.graph.edges:
            aliases = (config.alias(edge.reference.specifier) for config in (before, after))
            if any(alias is not None and alias.pattern in anew for alias in aliases):
                owner = project.workspace.owner(edge.importer)
                if owner is not None and owner.folder == package.folder:
                    return True
    return False


def _without_paths(config: TsConfig) -> TsConfig:
    options = {name: value for name, value in config.compiler_options.items() if name != "paths"}
    return replace(config, paths={}, compiler_options=options)


def _updated(subject: Subject) -> Callable[[str], bool]:
    """Whether other versions of a dependency are locked; where no lockfile can tell, whether it changed at all."""
    before, after = (read_lockfile(one.tree, one.workspace) for one in (subject.before, subject.after))
    if before is None or after is None:
        return lambda name: False
    if before.problem or after.problem:
        changed = not subject.touched.isdisjoint({before.path, after.path})
        return lambda name: changed
    return lambda name: before.versions(name) != after.versions(name)


def _dependents(project: Project, changed: set[str]) -> set[str]:
    """Who needs one of the packages, be it through others: their types come along."""
    needed_by: dict[str, set[str]] = {}
    for folder, needed in _needs(project):
        needed_by.setdefault(needed, set()).add(folder)
    found: set[str] = set()
    waiting = list(changed)
    while waiting:
        more = needed_by.get(waiting.pop(), set()) - found
        found |= more
        waiting += more
    return found


def _needs(project: Project) -> Iterator[tuple[str, str]]:
    """Package and package, by folder: the one names the other in its manifest, or a module of it in one of its own."""
    workspace = project.workspace
    for package in workspace.packages_and_root:
        for name in package.manifest.ranges:
            if (needed := workspace.by_name(name)) is not None:
                yield package.folder, needed.folder
    for edge in project.graph.edges:
        owner = workspace.owner(edge.target) if edge.target else None
        importer = workspace.owner(edge.importer)
        if owner is not None and importer is not None and importer.folder != owner.folder:
            yield importer.folder, owner.folder
