"""Where a package comes from that code imports and nobody declares: it is installed with something else."""

from __future__ import annotations

from migrator.workspace import Project, read_lockfile


def hint_for(project: Project, name: str) -> str:
    """What to do about an undeclared package: with the version that the lockfile has, and what it comes with."""
    lockfile = read_lockfile(project.tree, project.workspace)
    if lockfile is None:
        return "add it to the new package's dependencies with the version you use"
    if lockfile.problem:
        return f"add it to the new package's dependencies with the version you use; {lockfile.problem}"
    versions = lockfile.versions(name)
    if not versions:
        return f"{lockfile.path} does not have it either: is it installed in another way?"
    parents = lockfile.needed_by(name)
    comes = f", which comes with {' and '.join(parents)}" if 0 < len(parents) < 3 else ""
    several = " and ".join(versions)
    return f"{lockfile.path} has {several}{comes}: add {name!r} with that version to the new package's dependencies"
