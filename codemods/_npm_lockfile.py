"""What npm needs to be told so that a new package gets the versions that are in use.

npm looks for a dependency in the folders above a package. One that lies below another package, because the root has it
in another version or never had it, is not found there and would come once more, in its newest version. So the lockfile
that npm starts from has it where the new package looks: at the root, if that is free, so that there is one copy.
The format is that of `package-lock.json` from version 2 on (npm's documentation).
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from migrator.api import Package, Project

_KINDS = ("dependencies", "devDependencies", "optionalDependencies", "peerDependencies")
_FIELDS = ("name", "version", "license", "bin", "engines", *_KINDS)


def seeded(base: Project, project: Project, lockfile: str) -> bytes | None:
    """The lockfile for npm to start from; None where the one there will do, or can't be read."""
    try:
        lock = json.loads(project.tree.read(lockfile))
    except ValueError:
        return None
    entries = lock.get("packages") if isinstance(lock, dict) else None
    if not isinstance(entries, dict):
        return None
    found = list(_below_others(base, project, entries))
    for package, name, donor in found:
        _provide(entries, package, name, donor)
    return (json.dumps(lock, indent=2, ensure_ascii=False) + "\n").encode() if found else None


def _below_others(base: Project, project: Project, entries: Mapping[str, Any]) -> Iterator[tuple[Package, str, str]]:
    """Packages, what they newly depend on, and the folder of a package that has it below itself by the same range."""
    for package in project.workspace.packages:
        before = base.workspace.manifest(package.folder)
        known = _ranges(before.value) if before is not None else {}
        for name, range_ in _ranges(package.manifest.value).items():
            if name in known:
                continue
            donors = (
                one.folder
                for one in base.workspace.packages
                if _ranges(one.manifest.value).get(name) == range_ and f"{one.folder}/node_modules/{name}" in entries
            )
            donor = next(donors, None)
            if donor is not None:
                yield package, name, donor


def _ranges(manifest: Mapping[str, Any]) -> dict[str, Any]:
    sections = [manifest.get(kind) for kind in reversed(_KINDS)]
    return {name: range_ for section in sections if isinstance(section, dict) for name, range_ in section.items()}


def _provide(entries: dict[str, Any], package: Package, name: str, donor: str) -> None:
    place = f"{donor}/node_modules/{name}"
    root = entries.get(f"node_modules/{name}")
    if place not in entries or (root is not None and root.get("version") == entries[place].get("version")):
        return
    if root is None:
        _copy(entries, place, f"node_modules/{name}", donor)
        for key in [key for key in entries if key == place or key.startswith(f"{place}/")]:
            del entries[key]
        return
    manifest = package.manifest.value
    entries.setdefault(package.folder, {field: manifest[field] for field in _FIELDS if field in manifest})
    if package.name is not None:
        entries.setdefault(f"node_modules/{package.name}", {"resolved": package.folder, "link": True})
    _copy(entries, place, f"{package.folder}/node_modules/{name}", donor)


def _copy(entries: dict[str, Any], place: str, target: str, donor: str) -> None:
    """Copy an installed package with all below it, and with what it finds below the donor itself."""
    below = [key for key in entries if key == place or key.startswith(f"{place}/")]
    entries |= {target + key.removeprefix(place): dict(entries[key]) for key in below}
    needed = entries[place].get("dependencies")
    for name in needed if isinstance(needed, dict) else ():
        beside, inside = f"{donor}/node_modules/{name}", f"{target}/node_modules/{name}"
        if beside in entries and inside not in entries:
            _copy(entries, beside, inside, donor)
