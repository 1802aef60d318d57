"""What was found out about an earlier tree, and how much of it must still be true of a later one."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cached_property

from migrator.tree import Tree
from migrator.workspace.outgoing import Outgoing, forms
from migrator.workspace.resolver import Resolver
from migrator.workspace.sightings import Sightings
from migrator.workspace.tree_difference import TreeDifference
from migrator.workspace.tsconfig import TsConfig


@dataclass(frozen=True)
class Settled:
    """The references of a tree by importer, and what was seen in them.

    The first of `sightings` is of all importers of an earlier tree, each other one of those that changed since then;
    `fresh` counts these. They may say more than is true by now, and never less.
    """

    tree: Tree
    resolver: Resolver
    outgoing: Mapping[str, Outgoing]
    sightings: tuple[Sightings, ...]
    fresh: int = 0

    @classmethod
    def of(cls, tree: Tree, resolver: Resolver, outgoing: Mapping[str, Outgoing]) -> Settled:
        """What `outgoing`, of all importers of the tree, comes to."""
        return cls(tree, resolver, outgoing, (Sightings(outgoing),))

    def that_hold(self, tree: Tree, resolver: Resolver) -> dict[str, Outgoing]:
        """The importers whose references are the same in another tree; none of an importer's, or all.

        What a specifier names depends on which of its candidates there are, and on what manifests and tsconfigs
        say. A reference holds where nothing that came or went is called like its last part, and where no manifest that
        speaks of its package changed.
        """
        difference = TreeDifference(self.tree, tree, self.resolver, resolver)
        if difference.is_too_much or difference.may_complete(self.resolver.configs.all):
            return {}
        shaken = difference.paths | self._suspects(difference)
        folders = tuple(difference.fresh_configs)
        return {
            importer: one
            for importer, one in self.outgoing.items()
            if importer not in shaken and not (folders and importer.startswith(folders))
        }

    def followed_by(self, tree: Tree, resolver: Resolver, outgoing: Mapping[str, Outgoing]) -> Settled:
        """What is known of a later tree, most of whose references are the same."""
        fresh = {path: one for path, one in outgoing.items() if self.outgoing.get(path) is not one}
        count = self.fresh + len(fresh)
        if count > len(outgoing) // 2:
            return Settled.of(tree, resolver, outgoing)
        return Settled(tree, resolver, outgoing, (*self.sightings, Sightings(fresh)), count)

    def who_may_name(self, path: str) -> frozenset[str]:
        """The importers among which is everybody that refers to `path`: those whose specifiers say something of it.

        Whoever refers to it would have to be asked again if it went away.
        """
        spellings = self.resolver.spellings
        return self.saying(spellings.names([path]), spellings.packages([path])) | self._whatever_they_say

    def saying(self, names: Collection[str], packages: Collection[str] = ()) -> frozenset[str]:
        """The importers with a specifier that ends in one of `names` or names one of `packages`; maybe others."""
        return frozenset(one for sightings in self.sightings for one in sightings.saying(names, packages))

    def _suspects(self, difference: TreeDifference) -> frozenset[str]:
        """The importers that say something of what changed."""
        found = self.saying(difference.names, difference.packages)
        if difference.came_or_went:
            return found | self._whatever_they_say
        return found | self._private if difference.manifests else found

    @cached_property
    def _whatever_they_say(self) -> frozenset[str]:
        """The importers with a specifier that need not say what it leads to: it is renamed on the way."""
        found = self._private
        if any(map(_renames, self.resolver.configs.all)):
            bare = {path for sightings in self.sightings for path in sightings.bare if path in self.outgoing}
            found |= {path for path in bare if _may_be_renamed(self.outgoing[path].bare, self.resolver.config(path))}
        return found

    @property
    def _private(self) -> frozenset[str]:
        """`#x` may lead to a package, and what that is any manifest around may say."""
        return frozenset(path for sightings in self.sightings for path in sightings.private)


def _may_be_renamed(specifiers: Collection[str], config: TsConfig | None) -> bool:
    """Whether an alias may lead one of the specifiers to a path that ends in other words than itself."""
    if config is None or not _renames(config):
        return False
    written = {form for specifier in specifiers for form in forms(specifier)}
    aliases = [alias for form in written if (alias := config.alias(form)) is not None]
    return any(not _keeps_words(alias.pattern, config.paths[alias.pattern]) for alias in aliases)


def _renames(config: TsConfig) -> bool:
    """Whether some alias is more than a beginning that stands for folders."""
    return not all(_keeps_words(pattern, places) for pattern, places in config.paths.items())


def _keeps_words(pattern: str, places: Collection[str]) -> bool:
    """Whether what the star stands for is whole parts of a path, at the end of the alias and of what it leads to."""
    return all(one.count("*") == 1 and (one == "*" or one.endswith("/*")) for one in (pattern, *places))
