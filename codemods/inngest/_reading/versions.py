"""Which major version of a package somebody uses."""

from __future__ import annotations

import re

from migrator.api import Project, read_lockfile

_MAJOR = re.compile(r"(?:npm:[^@]*@|workspace:)?[\^~=v ]{0,2}(\d+)(?:\.|$)")


def major_of(project: Project, folder: str, name: str) -> int | None:
    """The major version of `name` that the package in `folder` uses; None where nothing tells.

    Its manifest tells, or the root's, through a catalog where they name one; else the lockfile.
    """
    workspace = project.workspace
    for manifest in (workspace.manifest(folder), workspace.root.manifest if workspace.root else None):
        declared = manifest.ranges.get(name) if manifest is not None else None
        if declared is None:
            continue
        range_ = declared[1]
        if range_.startswith("catalog:"):
            range_ = workspace.catalogs.get(range_.removeprefix("catalog:") or "default", {}).get(name, range_)
        found = _MAJOR.match(range_)
        if found is not None:
            return int(found.group(1))
    lockfile = read_lockfile(project.tree, workspace)
    versions = {_MAJOR.match(one) for one in lockfile.versions(name)} if lockfile is not None else set()
    majors = {int(found.group(1)) for found in versions if found is not None}
    return majors.pop() if len(majors) == 1 else None
