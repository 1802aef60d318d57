"""The tree of a commit, listed once and read from the object database, never from the work tree."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from functools import cached_property
from typing import NamedTuple

from migrator.errors import GitError
from migrator.tree import Entry, MissingFileError, Mode
from migrator.vcs.blobs import Blobs
from migrator.vcs.command import Git, text
from migrator.vcs.promised import absent_objects

FOLDER = "040000"
"""Git's mode of a tree inside a tree, as `ls-tree` writes it."""


class Child(NamedTuple):
    """One line of a git tree object. `mode` is octal, six digits."""

    name: str
    mode: str
    oid: str


class GitTree:
    """A commit's files, as migrator.tree.Tree has it: an entry's identity is its object id.

    A submodule is an entry without a file; reading it gives what git's own diff shows of it.
    """

    def __init__(self, git: Git, blobs: Blobs, commit: str, object_format: str) -> None:
        self.commit = commit
        self.object_format = object_format
        self._blobs = blobs
        self.misread = False
        """Whether something that was asked for could not be read, or is not here."""
        self._absent = absent_objects(git, commit)
        self.oid = text(git.run("rev-parse", "--verify", f"{commit}^{{tree}}")).strip()
        listing = git.run("ls-tree", "-r", "-t", "-z", "--full-tree", self.oid)
        self._entries: dict[str, Entry] = {}
        self.folders: dict[str, str] = {"": self.oid}
        """Folder -> id of its tree object, the root among them."""
        modes: dict[bytes, Mode] = {}
        for record in listing.split(b"\0")[:-1]:
            header, _, name = record.partition(b"\t")
            mode, kind, oid = header.split(b" ")
            if kind == b"tree":
                self.folders[text(name)] = oid.decode()
                continue
            if mode not in modes:
                modes[mode] = _mode(mode)
            self._entries[text(name)] = Entry(modes[mode], oid.decode())

    @property
    def partial(self) -> bool:
        """Whether contents of it are not here."""
        return bool(self._absent)

    def paths(self) -> Collection[str]:
        """Every path of the tree."""
        return self._entries.keys()

    def entry(self, path: str) -> Entry | None:
        """Mode and object id of `path`."""
        return self._entries.get(path)

    def read(self, path: str) -> bytes:
        """The bytes of `path` as git stores them, before any filter. Raises MissingFileError, or GitError."""
        entry = self._entries.get(path)
        if entry is None:
            raise MissingFileError(f"there is no file {path}")
        if entry.mode is Mode.SUBMODULE:
            return b"Subproject commit %s\n" % entry.identity.encode()
        if entry.identity in self._absent:
            self.misread = True
            raise GitError(
                f"{path} is not here: this clone leaves contents out until they are needed",
                hint=f"fetch them first: git diff --shortstat $(git hash-object -t tree /dev/null) {self.commit}",
            )
        try:
            return self._blobs.read(entry.identity)
        except GitError:
            self.misread = True
            raise

    def size(self, path: str) -> int | None:
        """Bytes of `path`; None for a submodule, and for what this clone does not have."""
        entry = self._entries.get(path)
        return self._sizes.get(entry.identity) if entry is not None else None

    @cached_property
    def _sizes(self) -> Mapping[str, int]:
        blobs = (entry.identity for entry in self._entries.values() if entry.mode is not Mode.SUBMODULE)
        return self._blobs.sizes(oid for oid in blobs if oid not in self._absent)

    def is_folder(self, path: str) -> bool:
        """Whether some path lies below `path`."""
        return path in self.folders

    def prefetch(self, paths: Iterable[str]) -> None:
        """Announce these paths, to be read in about this order; those that are no blobs here are left out."""
        entries = (self._entries.get(path) for path in paths)
        self._blobs.prefetch(
            entry.identity
            for entry in entries
            if entry is not None and entry.mode is not Mode.SUBMODULE and entry.identity not in self._absent
        )

    def children(self, folders: Collection[str]) -> Mapping[str, Mapping[str, Child]]:
        """Of each of these folders that is there: name -> what the folder's tree object says of it."""
        children: dict[str, dict[str, Child]] = {folder: {} for folder in folders if folder in self.folders}
        for path, entry in self._entries.items():
            folder, _, name = path.rpartition("/")
            if folder in children:
                children[folder][name] = Child(name, entry.mode.value, entry.identity)
        for path, oid in self.folders.items():
            folder, _, name = path.rpartition("/")
            if path and folder in children:
                children[folder][name] = Child(name, FOLDER, oid)
        return children

    @property
    def objects(self) -> frozenset[str]:
        """The ids of all trees and files, and of the commits of submodules."""
        return frozenset(entry.identity for entry in self._entries.values()) | frozenset(self.folders.values())


def _mode(octal: bytes) -> Mode:
    # Trees written by very old programs have modes like 100664, which git reads as 100644.
    kind = int(octal, 8)
    if kind & 0o170000 == 0o100000:
        return Mode.EXECUTABLE if kind & 0o100 else Mode.REGULAR
    return Mode(octal.decode())
