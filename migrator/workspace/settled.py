"""What was found out about an earlier tree, and how much of it must still be true of a later one."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from functools import cached_property

from migrator.tree import Entry, directory_of
from migrator.workspace.outgoing import Outgoing, beginnings
from migrator.workspace.tsconfig import TsConfig
from migrator.workspace.workspace import Workspace

_CONFIG = re.compile(r"(^|/)[tj]sconfig[^/]*\.json$")


@dataclass(frozen=True)
class Settled:
    """The references of a tree that had these `entries` and this `workspace`, by importer."""

    entries: Mapping[str, Entry]
    workspace: Workspace
    outgoing: Mapping[str, Outgoing]

    def that_hold(
        self, entries: Mapping[str, Entry], workspace: Workspace, config_of: Callable[[str], TsConfig | None]
    ) -> dict[str, Outgoing]:
        """The importers whose references are the same in a tree with `entries`; none of an importer's, or all.

        What a specifier names depends on which of its candidates there are, and on what manifests and tsconfigs
        say. A reference holds where nothing that came or went is called like its last part, where it did not lead to
        what went, and where no manifest that speaks of its package changed.
        """
        difference = _Difference(self, entries, workspace, config_of)
        if difference.is_too_much:
            return {}
        return {importer: one for importer, one in self.outgoing.items() if difference.leaves(importer, one)}


class _Difference:
    """What differs between two trees, as far as it may change what a specifier names."""

    def __init__(
        self,
        settled: Settled,
        entries: Mapping[str, Entry],
        workspace: Workspace,
        config_of: Callable[[str], TsConfig | None],
    ) -> None:
        before = settled.entries
        self.came_or_went = before.keys() ^ entries.keys()
        self.changed = {path for path in before.keys() & entries.keys() if before[path] != entries[path]}
        self.went = before.keys() - entries.keys()
        self.other = self.came_or_went | self.changed
        self._entries = (before, entries)
        self._workspaces = (settled.workspace, workspace)
        self._config_of = config_of
        self._renaming: dict[int, bool] = {}

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
            found |= set(beginnings(posixpath.basename(path)))
            if posixpath.basename(path).startswith("index."):
                found |= set(beginnings(posixpath.basename(directory_of(path))))
        for folder in self.manifests:
            found |= set(beginnings(posixpath.basename(folder)))
        return frozenset(found)

    def leaves(self, importer: str, outgoing: Outgoing) -> bool:
        """Whether all references of an importer must still lead where they led."""
        if importer in self.other or any(importer.startswith(folder) for folder in self.fresh_configs):
            return False
        if not self.other:
            return True
        if outgoing.some_lead_nowhere or not self.went.isdisjoint(outgoing.targets):
            return False
        if not self.names.isdisjoint(outgoing.names) or not self.packages.isdisjoint(outgoing.packages):
            return False
        if self.manifests and any(specifier.startswith("#") for specifier in outgoing.bare):
            return False
        return not (self.came_or_went and outgoing.bare and self._may_be_renamed(importer, outgoing.bare))

    def _may_be_renamed(self, importer: str, specifiers: Collection[str]) -> bool:
        """Whether an alias may lead one of the specifiers to a path that ends in other words than itself."""
        config = self._config_of(importer)
        if config is None or not self._renames(config):
            return False
        aliases = [alias for specifier in specifiers if (alias := config.alias(specifier)) is not None]
        return any(
            alias.star is None or not all(one.endswith("*") for one in config.paths[alias.pattern]) for alias in aliases
        )

    def _renames(self, config: TsConfig) -> bool:
        """Whether some alias is more than a beginning that stands for folders."""
        known = self._renaming.get(id(config))
        if known is None:
            known = not all(
                pattern.endswith("*") and all(one.endswith("*") for one in to) for pattern, to in config.paths.items()
            )
            self._renaming[id(config)] = known
        return known
