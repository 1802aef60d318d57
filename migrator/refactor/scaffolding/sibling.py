"""The package that a new one should look like: a sibling that is like most of its own siblings."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from itertools import islice, takewhile

from migrator.tree import directory_of
from migrator.workspace import Package, Project


def siblings(project: Project, folder: str) -> tuple[Package, ...]:
    """The packages beside `folder` that hold code and can be imported, those that others depend on if there are any.

    Where there are none beside it, those anywhere that others depend on.
    """
    libraries = [one for one in project.workspace.packages if one.folder != folder and _is_library(project, one)]
    beside = tuple(one for one in libraries if directory_of(one.folder) == directory_of(folder))
    wanted = {name for package in project.workspace.packages for name in package.manifest.ranges}
    used = tuple(one for one in beside if one.name in wanted)
    return used or beside or tuple(one for one in libraries if one.name in wanted)


def sibling(project: Project, folder: str) -> Package | None:
    """The one of the siblings whose manifest and tsconfig have most in common with the others; the first of equals."""
    candidates = siblings(project, folder)
    features = {package.folder: _features(project, package) for package in candidates}
    common = Counter(feature for found in features.values() for feature in found)

    def likeness(package: Package) -> int:
        return sum(common[feature] for feature in features[package.folder])

    return max(candidates, key=likeness, default=None)


def _is_library(project: Project, package: Package) -> bool:
    value = package.manifest.value
    if not any(value.get(field) for field in ("exports", "main", "module", "types")):
        return False
    prefix = package.folder + "/"
    start = bisect_left(project.sources, prefix)
    own = takewhile(lambda path: path.startswith(prefix), islice(project.sources, start, None))
    return any(not _is_configuration(path, prefix) for path in own)


def _is_configuration(path: str, prefix: str) -> bool:
    """Whether a source at a package's top configures a tool; a package of nothing else is no model for code."""
    name = path.removeprefix(prefix)
    return "/" not in name and (".config." in name or not name.endswith((".ts", ".tsx", ".mts")))


def _features(project: Project, package: Package) -> set[tuple[str, str]]:
    value = package.manifest.value
    found = {("field", field) for field in value}
    found |= {("script", name) for name in scripts(package)}
    found |= {("type", str(value.get("type"))), ("exports", type(value.get("exports")).__name__)}
    config = project.workspace.files.document(f"{package.folder}/tsconfig.json")
    found.add(("extends", str(config.get("extends")) if config else "no tsconfig"))
    return found


def scripts(package: Package) -> dict[str, str]:
    """A package's scripts by name."""
    found = package.manifest.value.get("scripts")
    return {name: text for name, text in found.items() if isinstance(text, str)} if isinstance(found, dict) else {}
