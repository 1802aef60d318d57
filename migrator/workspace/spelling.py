"""What a specifier has to say to lead to a file: the last part of it, or the name of a package.

A relative specifier, and one that an alias or `baseUrl` explains, names the file, or a folder that offers it; any other
names a package with an entry that leads there. This follows from the order in which `Resolver` tries things. An alias
that leads to other words than it is written in is for `Settled` to see to, and so is `#x`.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from functools import cached_property
from itertools import accumulate

from migrator.tree import directory_of
from migrator.workspace.manifest import Manifest
from migrator.workspace.outgoing import beginnings
from migrator.workspace.resolver import Resolver

_MANIFEST = re.compile(r"(?:^|/)package\.json$")
# Some have these in git, by the thousand; any folder around such a file may offer it.
_INSTALLED = re.compile(r"(?:^|/)node_modules/")


class Spellings:
    """The ways to name files in the tree of a resolver."""

    def __init__(self, resolver: Resolver) -> None:
        self._resolver = resolver

    def names(self, paths: Collection[str], folders: Iterable[str] = ()) -> frozenset[str]:
        """What the last part may be of a specifier that names one of these files, or one of these folders.

        The root's is empty: `..` may be all that there is.
        """
        named = {*paths, *folders, *(folder for path in paths for folder in self._offering(path))}
        return frozenset(name for place in named for name in beginnings(posixpath.basename(place)))

    def packages(self, paths: Collection[str], folders: Iterable[str] = ()) -> frozenset[str]:
        """The names of the packages that may offer one of these files, or that have their manifest in these folders."""
        homes = {home for path in paths for home in self._homes(path)}
        manifests = (self._manifests[folder] for folder in {*homes, *folders} if folder in self._manifests)
        return frozenset(manifest.name for manifest in manifests if manifest.name) | self._from_anywhere

    def _offering(self, path: str) -> Iterator[str]:
        """The folders that stand for the file: by an index or by a manifest."""
        if posixpath.basename(path).partition(".")[0] == "index":
            yield directory_of(path)
        yield from self._offered.get(path, ())
        if _INSTALLED.search(path):
            yield from accumulate(path.split("/"), posixpath.join)

    def _homes(self, path: str) -> Iterator[str]:
        """The folders with a manifest that the file lies in."""
        folder = path
        while folder:
            folder = directory_of(folder)
            if folder in self._manifests:
                yield folder

    @cached_property
    def _manifests(self) -> Mapping[str, Manifest]:
        tree = self._resolver.workspace.files.tree
        paths = sorted(path for path in tree.paths() if _MANIFEST.search(path) and not _INSTALLED.search(path))
        found = ((directory_of(path), self._resolver.entry_points.manifest(directory_of(path))) for path in paths)
        return {folder: manifest for folder, manifest in found if manifest is not None}

    @cached_property
    def _offered(self) -> Mapping[str, Collection[str]]:
        """File -> the folders whose manifest leads there."""
        found: dict[str, list[str]] = {}
        for folder in self._manifests:
            path = self._resolver.entry_points.load(folder, folder_only=True)
            if path is not None:
                found.setdefault(path, []).append(folder)
        return found

    @cached_property
    def _from_anywhere(self) -> frozenset[str]:
        """Names that may lead to any file: of packages with entries outside of their folder, and names that a manifest
        gives to a folder or to a package that is called otherwise."""
        manifests = self._manifests.values()
        reaching = (one.name for one in manifests if one.name and self._resolver.entry_points.reaches_out(one))
        return frozenset(reaching).union(*(one.given_names for one in manifests))
