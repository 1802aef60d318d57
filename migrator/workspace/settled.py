"""What was found out about an earlier tree, and how much of it must still be true of a later one."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from migrator.tree import Entry, directory_of, join
from migrator.workspace.graph import Edge
from migrator.workspace.resolution import Unresolved, is_relative
from migrator.workspace.tsconfig import TsConfig
from migrator.workspace.workspace import Workspace

_CONFIG = re.compile(r"(^|/)[tj]sconfig[^/]*\.json$")


@dataclass(frozen=True)
class Settled:
    """The edges of a tree that had these `entries` and this `workspace`."""

    entries: Mapping[str, Entry]
    workspace: Workspace
    edges: Mapping[str, tuple[Edge, ...]]

    def edges_that_hold(
        self, entries: Mapping[str, Entry], workspace: Workspace, config_of: Callable[[str], TsConfig | None]
    ) -> Mapping[str, tuple[Edge, ...]]:
        """The edges that are the same in a tree with `entries`, by importer; none of an importer's, or all.

        What a specifier names depends on which of its candidates there are, and on what manifests and tsconfigs
        say. An edge holds where nothing that came or went is called like its last part, where it did not lead to
        what went, and where no manifest that speaks of its package changed.
        """
        difference = _Difference(self, entries, workspace)
        if difference.is_too_much:
            return {}
        holding: dict[str, tuple[Edge, ...]] = {}
        for importer, edges in self.edges.items():
            if importer in difference.other or any(importer.startswith(folder) for folder in difference.fresh_configs):
                continue
            if all(difference.leaves(edge, config_of) for edge in edges):
                holding[importer] = edges
        return holding


class _Difference:
    """What differs between two trees, as far as it may change what a specifier names."""

    def __init__(self, settled: Settled, entries: Mapping[str, Entry], workspace: Workspace) -> None:
        before = settled.entries
        self.came_or_went = before.keys() ^ entries.keys()
        self.changed = {path for path in before.keys() & entries.keys() if before[path] != entries[path]}
        self.went = before.keys() - entries.keys()
        self.other = self.came_or_went | self.changed
        self._entries = (before, entries)
        self._workspaces = (settled.workspace, workspace)

    @cached_property
    def is_too_much(self) -> bool:
        """Whether something changed whose reach is not worked out: links, globs, a tsconfig or what it may extend."""
        before, after = self._workspaces
        if before.globs != after.globs or before.manager != after.manager:
            return True
        for path in self.other:
            if any(path in entries and not entries[path].mode.is_file for entries in self._entries):
                return True
            may_configure = path.endswith(".json") and not path.endswith("package.json")
            if may_configure and (path in self.changed or path in self.went or not _CONFIG.search(path)):
                return True
        return False

    @cached_property
    def fresh_configs(self) -> tuple[str, ...]:
        """The folders, with a slash, that a tsconfig came to."""
        return tuple(f"{directory_of(path)}/" for path in self.came_or_went if _CONFIG.search(path))

    @cached_property
    def manifests(self) -> frozenset[str]:
        """The folders whose package.json came, went or changed."""
        return frozenset(directory_of(path) for path in self.other if posixpath.basename(path) == "package.json")

    @cached_property
    def packages(self) -> frozenset[str]:
        """The names of packages that may mean something else: their manifests or their files are not what they were."""
        names: set[str] = set()
        for workspace in self._workspaces:
            for folder in self.manifests:
                manifest = workspace.manifest(folder)
                names |= {manifest.name} if manifest is not None and manifest.name else set()
            for path in self.came_or_went:
                owner = workspace.owner(path)
                names |= {owner.name} if owner is not None and owner.name else set()
        for folder in self.manifests:
            ranges = [
                set(manifest.ranges.items()) if (manifest := workspace.manifest(folder)) is not None else set()
                for workspace in self._workspaces
            ]
            names |= {name for name, _ in ranges[0] ^ ranges[1]}
        return frozenset(names)

    @cached_property
    def names(self) -> frozenset[str]:
        """What the last part of a specifier may be that names something which came or went."""
        found: set[str] = set()
        for path in self.came_or_went:
            found |= set(_beginnings(posixpath.basename(path)))
            if posixpath.basename(path).startswith("index."):
                found |= set(_beginnings(posixpath.basename(directory_of(path))))
        for folder in self.manifests:
            found |= set(_beginnings(posixpath.basename(folder)))
        return frozenset(found)

    def leaves(self, edge: Edge, config_of: Callable[[str], TsConfig | None]) -> bool:
        """Whether `edge` must still lead where it led."""
        specifier = edge.reference.specifier
        if edge.target in self.went or isinstance(edge.resolution, Unresolved):
            return not self.other
        last = specifier.partition("?")[0].rstrip("/").rpartition("/")[2]
        if last in ("", ".", ".."):
            last = posixpath.basename(join(directory_of(edge.importer), specifier) or "")
        if not self.names.isdisjoint(_beginnings(last)):
            return False
        if is_relative(specifier):
            return True
        if edge.reference.package in self.packages or (specifier.startswith("#") and self.manifests):
            return False
        config = config_of(edge.importer)
        return config is None or not self.came_or_went or not _is_renamed(config, specifier)


def _is_renamed(config: TsConfig, specifier: str) -> bool:
    """Whether an alias leads to a path that may end in other words than the specifier."""
    if all(pattern.endswith("*") and all(one.endswith("*") for one in to) for pattern, to in config.paths.items()):
        return False
    alias = config.alias(specifier)
    return alias is not None and (
        alias.star is None or not all(one.endswith("*") for one in config.paths[alias.pattern])
    )


def _beginnings(name: str) -> Iterator[str]:
    """`a`, `a.b` and `a.b.ts` of `a.b.ts`: what a specifier may say of a file."""
    parts = name.split(".")
    yield from (".".join(parts[: count + 1]) for count in range(len(parts)))
