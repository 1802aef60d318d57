"""A workspace's lockfile, read only: which versions are installed, and what they come with."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Final

from migrator.tree import Tree
from migrator.workspace.lock_formats import LockedPackage, bun, npm, pnpm, yarn
from migrator.workspace.packages import LOCKFILES
from migrator.workspace.workspace import Workspace

LARGEST_LOCKFILE: Final = 20_000_000
"""Bytes. The largest ones of public monorepos have a few megabytes."""

_READERS: Final[dict[str, Callable[[str], Iterator[LockedPackage]]]] = {
    "bun.lock": bun,
    "pnpm-lock.yaml": pnpm,
    "package-lock.json": npm,
    "npm-shrinkwrap.json": npm,
    "yarn.lock": yarn,
}


@dataclass(frozen=True)
class Lockfile:
    """One lockfile; without packages where it could not be read, and then `problem` says why."""

    path: str
    packages: tuple[LockedPackage, ...] = ()
    problem: str = ""

    def versions(self, name: str) -> tuple[str, ...]:
        """The versions of `name` that are installed; only the one that all folders find, where the file tells it."""
        found = [one for one in self.packages if one.name == name]
        hoisted = [one for one in found if one.hoisted]
        return tuple(dict.fromkeys(one.version for one in hoisted or found))

    def needed_by(self, name: str) -> tuple[str, ...]:
        """The packages from outside that depend on `name`, sorted."""
        return tuple(sorted({one.name for one in self.packages if name in one.needs}))

    def peers_of(self, name: str) -> frozenset[str]:
        """What `name`, in any of its versions, expects of whoever installs it."""
        return self._peers.get(name, frozenset())

    def has_commands(self, name: str) -> bool:
        """Whether `name` brings commands. A yarn.lock of version 1 never tells."""
        return any(one.has_commands for one in self.packages if one.name == name)

    @cached_property
    def _peers(self) -> dict[str, frozenset[str]]:
        found: dict[str, frozenset[str]] = {}
        for one in self.packages:
            found[one.name] = found.get(one.name, frozenset()) | one.peers
        return found


def read_lockfile(tree: Tree, workspace: Workspace) -> Lockfile | None:
    """The lockfile of the workspace's package manager, else the first that there is; None where there is none."""
    present = sorted(workspace.lockfiles, key=lambda path: LOCKFILES[path] != workspace.manager)
    for path in present:
        entry = tree.entry(path)
        if entry is None or not entry.mode.is_file:
            continue
        if path not in _READERS:
            return Lockfile(path, problem=f"{path} is binary, so its versions are unknown here")
        source = tree.read(path)
        if len(source) > LARGEST_LOCKFILE:
            return Lockfile(path, problem=f"{path} is too large to be read here")
        return _read(path, source)
    return None


@lru_cache(maxsize=2)
def _read(path: str, source: bytes) -> Lockfile:
    """One lockfile, which hardly any step of a plan changes; two are those before and after one that does."""
    packages = tuple(_READERS[path](source.decode("utf-8", "replace")))
    return Lockfile(path, packages, "" if packages else f"{path} could not be read")
