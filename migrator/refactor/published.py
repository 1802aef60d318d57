"""What others than this repository may import."""

from __future__ import annotations

from migrator.workspace import Project
from migrator.workspace.entry_subpaths import entry_subpaths
from migrator.workspace.habit import Habit


def published_as(project: Project, path: str) -> str | None:
    """The specifier under which a package that is not `private` offers the module to the world; None for none."""
    package = project.workspace.owner(path)
    manifest = package.manifest if package is not None else None
    if manifest is None or not manifest.name or manifest.value.get("private") or manifest.value.get("workspaces"):
        return None
    subpaths = (".",) if manifest.exports is None else entry_subpaths(manifest, path, Habit.of(manifest.name))
    for subpath in subpaths:
        if project.resolver.entry_points.package(manifest, subpath) == path:
            return manifest.name + subpath.removeprefix(".")
    return None
