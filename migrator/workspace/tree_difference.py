"""What differs between two trees, as far as it may change what a specifier names."""

from __future__ import annotations

import json
import posixpath
import re
from collections.abc import Iterable
from functools import cached_property

from migrator.tree import Tree, changed_paths, directory_of
from migrator.workspace.manifest import Manifest
from migrator.workspace.resolution import is_relative
from migrator.workspace.resolver import Resolver
from migrator.workspace.spelling import Spellings
from migrator.workspace.tsconfig import TsConfig

_CONFIG = re.compile(r"(^|/)[tj]sconfig[^/]*\.json$")
# A file of any name may be extended. One without any of these has nothing to say to a tsconfig.
_SETTINGS = re.compile(rb'"(?:compilerOptions|extends|files|include|exclude|references)"')

# Who needs whom matters too, and is looked at by itself.
_OF_NO_CONCERN = frozenset(
    {"dependencies", "devDependencies", "peerDependencies", "optionalDependencies", "peerDependenciesMeta", "scripts"}
)


class TreeDifference:
    """What came, went or changed from the tree `before` to the tree `after`, each with its resolver."""

    def __init__(self, before: Tree, after: Tree, resolver: Resolver, resolver_after: Resolver) -> None:
        self._trees = (before, after)
        self._resolvers = (resolver, resolver_after)
        self.paths = frozenset(changed_paths(before, after))
        self.came_or_went = frozenset(path for path in self.paths if None in (before.entry(path), after.entry(path)))

    @cached_property
    def is_too_much(self) -> bool:
        """Whether something changed whose reach is not worked out: links, globs, a tsconfig or what it may extend."""
        before, after = (resolver.workspace for resolver in self._resolvers)
        if before.globs != after.globs or before.manager != after.manager:
            return True
        return any(self._is_link(path) or self._may_configure(path) for path in self.paths)

    def may_complete(self, configs: Iterable[TsConfig]) -> bool:
        """Whether one of these, of the tree before, extends what was not in the tree and may have come now."""
        came = [posixpath.basename(path).removesuffix(".json") for path in self.came_or_went if _CONFIG.search(path)]
        for missing in (name for config in configs if came for name in config.unknown_extends):
            if is_relative(missing):
                if posixpath.basename(missing).removesuffix(".json") in came:
                    return True
            elif any(missing == name or missing.startswith(f"{name}/") for name in self.packages):
                return True
        return False

    @cached_property
    def fresh_configs(self) -> frozenset[str]:
        """The folders, with a slash, that a tsconfig came to; the root is empty."""
        found = (path for path in self.came_or_went if _CONFIG.search(path))
        return frozenset(f"{folder}/" if (folder := directory_of(path)) else "" for path in found)

    @cached_property
    def manifests(self) -> frozenset[str]:
        """The folders whose package.json came, went or changed."""
        return frozenset(directory_of(path) for path in self.paths if posixpath.basename(path) == "package.json")

    @cached_property
    def other_manifests(self) -> frozenset[str]:
        """Those of `manifests` that came, went or say something else of what their package offers."""
        return frozenset(
            folder
            for folder in self.manifests
            if len({_offered(resolver.entry_points.manifest(folder)) for resolver in self._resolvers}) > 1
        )

    @cached_property
    def packages(self) -> frozenset[str]:
        """The names of packages that may mean something else: their manifests or their files are not what they were."""
        names = {name for one in self._spellings for name in one.packages(self.came_or_went, self.other_manifests)}
        for folder in self.manifests:
            manifests = [resolver.entry_points.manifest(folder) for resolver in self._resolvers]
            ranges = [set(manifest.ranges.items()) if manifest is not None else set() for manifest in manifests]
            names |= {name for name, _ in ranges[0] ^ ranges[1]}
        return frozenset(names)

    @cached_property
    def names(self) -> frozenset[str]:
        """What the last part of a specifier may be that names something which came or went."""
        return frozenset(name for one in self._spellings for name in one.names(self.came_or_went, self.other_manifests))

    @cached_property
    def _spellings(self) -> tuple[Spellings, ...]:
        """Those of both trees; none where nothing but contents has changed."""
        differ = self.came_or_went or self.other_manifests
        return tuple(resolver.spellings for resolver in self._resolvers) if differ else ()

    def _is_link(self, path: str) -> bool:
        entries = (tree.entry(path) for tree in self._trees)
        return any(entry is not None and not entry.mode.is_file for entry in entries)

    def _may_configure(self, path: str) -> bool:
        if not path.endswith(".json") or posixpath.basename(path) == "package.json":
            return False
        if _CONFIG.search(path):
            return self._trees[0].entry(path) is not None
        return any(tree.entry(path) is not None and _SETTINGS.search(tree.read(path)) for tree in self._trees)


def _offered(manifest: Manifest | None) -> str | None:
    """All that a manifest says but for what the package needs and what is done with it; None where it can't be read."""
    if manifest is None:
        return None
    return json.dumps({name: value for name, value in manifest.value.items() if name not in _OF_NO_CONCERN})
