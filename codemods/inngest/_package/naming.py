"""What the new package is called and where it goes, as its siblings have it."""

from __future__ import annotations

import posixpath
from collections.abc import Mapping
from typing import Any

from migrator.api import Project, UsageError, directory_of


def usual_folder(project: Project) -> str:
    """`inngest` beside the other packages: in the folder that most of them are in."""
    folders = [directory_of(package.folder) for package in project.workspace.packages]
    usual = [folder for folder in folders if posixpath.basename(folder) not in ("apps", "app")]
    parent = "packages" if "packages" in folders or not usual else max(sorted(set(usual)), key=usual.count)
    folder = f"{parent}/inngest" if parent else "packages/inngest"
    if project.tree.is_folder(folder):
        raise UsageError(
            f"{folder} is there already",
            hint=f"name another folder with `-p package=...`, or say `-p package={folder}` to move into it",
        )
    return folder


def usual_scope(project: Project, known: Mapping[str, Any]) -> str:
    """The scope that at least half of the packages beside it have, with its slash; else one of the root's name.

    Never none: a package called just `inngest` would stand in for the SDK.
    """
    beside = directory_of(str(known.get("package", "packages/inngest")))
    packages = [package for package in project.workspace.packages if package.name]
    for family in ([one for one in packages if directory_of(one.folder) == beside], packages):
        names = [one.name for one in family if one.name is not None]
        scopes = [name.partition("/")[0] for name in names if name.startswith("@")]
        common = max(sorted(set(scopes)), key=scopes.count, default=None)
        if common is not None and 2 * scopes.count(common) >= len(names):
            return f"{common}/"
    root = project.workspace.root
    name = (root.name if root is not None else None) or "app"
    return f"{name.partition('/')[0]}/" if name.startswith("@") else f"@{name}/"
