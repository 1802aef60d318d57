"""Git's objects computed in Python, so that a result's id is known before anything is written.

A blob's id is the hash of `blob <size>`, NUL and its bytes; a tree's that of its sorted lines. Whatever the base has
already keeps the base's id, whole folders at a time.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from migrator.tree import Mode, Tree, changed_paths
from migrator.vcs.command import raw
from migrator.vcs.snapshot import FOLDER, Child, GitTree

HEX_DIGITS = {"sha1": 40, "sha256": 64}
"""Length of an object id, by git's name of the repository's object format."""


@dataclass(frozen=True, slots=True)
class Objects:
    """What a tree consists of beside what its base has: `blobs` maps ids to a path that has them.

    `trees` maps ids to lines, folders after the folders they contain.
    """

    root: str
    blobs: Mapping[str, str]
    trees: Mapping[str, tuple[Child, ...]]


def object_id(kind: str, content: bytes, object_format: str) -> str:
    """The id git gives to an object of this kind (`blob`, `tree`) with these bytes."""
    digest = hashlib.new(object_format, usedforsecurity=False)
    digest.update(f"{kind} {len(content)}\0".encode())
    digest.update(content)
    return digest.hexdigest()


def objects_of(tree: Tree, base: GitTree) -> Objects:
    """The objects that `tree` needs and `base` may not have, without writing any."""
    blobs: dict[str, str] = {}
    files: dict[str, dict[str, Child | None]] = {}
    for path in changed_paths(base, tree):
        folder, _, name = path.rpartition("/")
        files.setdefault(folder, {})[name] = _child(tree, path, name, base.object_format, blobs)
    trees: dict[str, tuple[Child, ...]] = {}
    done: dict[str, dict[str, str | None]] = {}
    root = base.oid
    folders = _deepest_first(files)
    before = base.children(folders)
    for folder in folders:
        children = _rebuilt(before.get(folder, {}), files.get(folder, {}), done.get(folder, {}))
        oid = object_id("tree", _tree_content(children), base.object_format)
        trees[oid] = children
        if folder:
            parent, _, name = folder.rpartition("/")
            done.setdefault(parent, {})[name] = oid if children else None
        else:
            root = oid
    empty = object_id("tree", b"", base.object_format)
    if root != empty:
        trees.pop(empty, None)
    return Objects(root, blobs, trees)


def _child(tree: Tree, path: str, name: str, object_format: str, blobs: dict[str, str]) -> Child | None:
    entry = tree.entry(path)
    if entry is None:
        return None
    oid = entry.identity
    # An overlay names what was written by its SHA-1, which is an object id in most repositories but not in all.
    if len(oid) != HEX_DIGITS[object_format] or not set(oid) <= set("0123456789abcdef"):
        oid = object_id("blob", tree.read(path), object_format)
    if entry.mode is not Mode.SUBMODULE:
        blobs[oid] = path
    return Child(name, entry.mode.value, oid)


def _deepest_first(folders: Iterable[str]) -> list[str]:
    touched: set[str] = set()
    for folder in folders:
        while folder not in touched:
            touched.add(folder)
            folder = folder.rpartition("/")[0]
    # The root is no deeper than its children but has as many slashes.
    return sorted(touched, key=lambda folder: (folder.count("/") + bool(folder), folder), reverse=True)


def _rebuilt(
    base: Mapping[str, Child], files: Mapping[str, Child | None], folders: Mapping[str, str | None]
) -> tuple[Child, ...]:
    # A file may become a folder and a folder a file, so what goes goes before what comes.
    children = {name: child for name, child in base.items() if name not in files or child.mode == FOLDER}
    for name, oid in folders.items():
        children.pop(name, None)
        if oid is not None:
            children[name] = Child(name, FOLDER, oid)
    children |= {name: child for name, child in files.items() if child is not None}
    return tuple(sorted(children.values(), key=_order))


def _order(child: Child) -> bytes:
    # Git compares names as bytes, and a folder's as if it ended with a slash.
    return raw(child.name) + (b"/" if child.mode == FOLDER else b"")


def _tree_content(children: Iterable[Child]) -> bytes:
    return b"".join(
        b"%s %s\0%s" % (child.mode.lstrip("0").encode(), raw(child.name), bytes.fromhex(child.oid))
        for child in children
    )
