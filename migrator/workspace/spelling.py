"""What a specifier has to say to lead to a file: the last part of it, or the name of a package."""

from __future__ import annotations

import posixpath
from collections.abc import Collection, Iterable, Iterator

from migrator.tree import Tree, directory_of
from migrator.workspace.outgoing import beginnings
from migrator.workspace.workspace import Workspace


def homes_of(paths: Iterable[str], *trees: Tree) -> frozenset[str]:
    """The folders with a manifest, in one of the trees, that these paths lie in; the root is none."""
    return frozenset(home for path in paths for home in _with_manifest(directory_of(path), trees))


def names_of(paths: Collection[str], folders: Iterable[str]) -> frozenset[str]:
    """What the last part may be of a specifier that names one of these files, or one of these folders.

    A folder says which of its files it stands for: by an index or by a manifest.
    """
    indexed = {directory_of(path) for path in paths if posixpath.basename(path).startswith("index.")}
    return frozenset(name for path in {*paths, *indexed, *folders} for name in beginnings(posixpath.basename(path)))


def packages_of(paths: Collection[str], folders: Collection[str], workspace: Workspace) -> frozenset[str]:
    """The names of the packages that hold these files or have their manifest in one of these folders.

    Names that a manifest gives to another package, or to a folder, are among them wherever they lead.
    """
    if not paths and not folders:
        return frozenset()
    owners = (workspace.owner(path) for path in paths)
    names = {owner.name for owner in owners if owner is not None and owner.name}
    for folder in folders:
        manifest = workspace.readable_manifest(folder)
        names |= {manifest.name} if manifest is not None and manifest.name else set()
    return frozenset(names | workspace.given_names)


def _with_manifest(folder: str, trees: Collection[Tree]) -> Iterator[str]:
    while folder:
        if any(tree.entry(f"{folder}/package.json") is not None for tree in trees):
            yield folder
        folder = directory_of(folder)
